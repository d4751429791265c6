package golang

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestImporterKnowsWhatMayBeImported(t *testing.T) {
	importer, err := Importer(t.Context(), []string{"context", "errors"})
	require.NoError(t, err)
	context, err := importer.Import("context")
	require.NoError(t, err)
	assert.NotNil(t, context.Scope().Lookup("Background"))
	_, err = importer.Import("os")
	assert.ErrorContains(t, err, "os may not be imported")
}

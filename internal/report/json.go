package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"drill/graders"
)

// DocumentVersion is the version of drill's own JSON form of a batch.
const DocumentVersion = 1

// Document is drill's own JSON form: all that is known, so that a grading can be
// repeated from it.
type Document struct {
	Version     int          `json:"version"`
	Drill       string       `json:"drill,omitempty"` // version of drill
	Submissions []Submission `json:"submissions"`
}

// Submission is one entry of a [Document].
type Submission struct {
	ID      string          `json:"id"`
	Path    string          `json:"path"`
	Status  string          `json:"status"` // passed, failed, refused or fault
	Points  int             `json:"points"`
	Max     int             `json:"max"` // points; 0 where it is not known
	Fault   string          `json:"fault,omitempty"`
	Refused string          `json:"refused,omitempty"`
	Report  *graders.Report `json:"report,omitempty"`
}

func writeJSON(out *bytes.Buffer, b batch) error {
	document := Document{Version: DocumentVersion, Drill: b.options.Version}
	for i, s := range b.subjects {
		e := b.entries[i]
		submission := Submission{
			ID: e.ID, Path: e.Path, Status: string(s.state), Points: s.points, Max: s.max,
			Fault: e.Fault, Refused: e.Refused, Report: e.Report,
		}
		if s.state == fault {
			submission.Fault = s.reason
		}
		document.Submissions = append(document.Submissions, submission)
	}
	return encode(out, document, "  ")
}

// ReadDocument reads what the json format wrote. The error says when it is no such
// report, or one of a later version.
func ReadDocument(r io.Reader) (Document, error) {
	var document Document
	if err := json.NewDecoder(r).Decode(&document); err != nil {
		return Document{}, fmt.Errorf("this is no report of drill's: give a file written with --format json: %w", err)
	}
	if document.Version != DocumentVersion {
		return Document{}, fmt.Errorf("this report has version %d and this drill reads version %d: use the drill that wrote it",
			document.Version, DocumentVersion)
	}
	return document, nil
}

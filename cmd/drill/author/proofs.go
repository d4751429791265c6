package author

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"drill/cmd/drill/app"
	"drill/graders"
	"drill/internal/console"
	"drill/internal/listing"
	"drill/internal/skeleton"
	"drill/internal/verify"
)

// checkCatalogue looks at what concerns exercises together: in drill's own source
// folder also at the folders there are.
func (o *verifyOptions) checkCatalogue() bool {
	a := o.app
	all := a.Catalogue().All
	problems := verify.Duplicates(all)
	if dir := sourceFolder(a); dir != "" {
		problems = append(problems, verify.Misplaced(listing.Folders(os.DirFS(dir)), all)...)
	}
	if len(problems) > 0 && !o.json {
		c := a.Console
		app.PrintStatus(c, graders.Fail, "catalogue", graders.Plural(len(problems), "thing")+" to mend")
		for _, problem := range problems {
			complain(c, "exercises/"+problem.Folder+"/"+problem.File, problem.What)
		}
	}
	for _, problem := range problems {
		if o.json {
			a.Console.Warnf("%s", problem)
		}
	}
	return len(problems) == 0
}

// sourceFolder is the folder of the exercises when drill works in its own source,
// and empty elsewhere.
func sourceFolder(a *app.App) string {
	root, err := skeleton.Module(a.Dir())
	if err != nil {
		return ""
	}
	return filepath.Join(root, "exercises")
}

// newerExercise finds a folder that this drill was built without.
func newerExercise(a *app.App, name string) string {
	dir := sourceFolder(a)
	if dir == "" {
		return ""
	}
	folders := listing.Folders(os.DirFS(dir))
	i := slices.IndexFunc(folders, func(folder string) bool { return folder == name || path.Base(folder) == name })
	if i < 0 {
		return ""
	}
	return folders[i]
}

// proofData is a proof for programs.
type proofData struct {
	Exercise string `json:"exercise"`
	Holds    bool   `json:"holds"`
	Finished bool   `json:"finished"`
	Gradings int    `json:"gradings"`
	// Refused are the prefixes that never ran, by language.
	Refused  map[graders.Language][]string `json:"refused,omitempty"`
	Problems []verify.Problem              `json:"problems"`
	// Matrices are there when a report was asked for.
	Matrices []verify.Matrix `json:"matrices,omitempty"`
}

func (o *verifyOptions) dataOf(proof verify.Proof) proofData {
	data := proofData{
		Exercise: proof.Exercise.Slug, Holds: proof.Holds(), Finished: proof.Finished(),
		Gradings: len(proof.Results), Problems: append([]verify.Problem{}, proof.Complaints()...),
		Refused: map[graders.Language][]string{},
	}
	for _, l := range graders.Languages() {
		if refused := proof.Refused(l); len(refused) > 0 {
			data.Refused[l] = refused
		}
	}
	if o.report != "" {
		data.Matrices = proof.Matrices()
	}
	return data
}

// showProofs prints what was not printed on the way.
func (o *verifyOptions) showProofs(proofs []verify.Proof) error {
	if o.json {
		data := []proofData{}
		for _, proof := range proofs {
			data = append(data, o.dataOf(proof))
		}
		if err := o.app.PrintJSON(data); err != nil {
			return err
		}
	}
	if o.report == "" || o.report == onTerminal {
		return nil
	}
	return writeMatrices(o.app, o.report, proofs)
}

// printProof says whether an exercise holds, and what to mend if not: each file
// within the folder that the first line names.
func printProof(a *app.App, proof verify.Proof) {
	c := a.Console
	e, complaints := proof.Exercise, proof.Complaints()
	things := graders.Plural(len(complaints), "thing")
	folder := "exercises/" + e.Track + "/" + e.Slug
	switch {
	case proof.Holds():
		app.PrintStatus(c, graders.Pass, e.Slug, graders.Plural(len(proof.Results), "grading"))
	case !proof.Finished():
		app.PrintStatus(c, graders.Fail, e.Slug, "not finished: "+things+" to do in "+folder)
	default:
		app.PrintStatus(c, graders.Fail, e.Slug, things+" to mend in "+folder)
	}
	for _, complaint := range complaints {
		complain(c, complaint.File, complaint.What)
	}
	for _, l := range graders.Languages() {
		if refused := proof.Refused(l); len(refused) > 0 {
			c.Println(console.Hang(app.DetailIndent, l.Title()+" prefixes that are refused, and so did nothing: "+strings.Join(refused, ", "), c.Width(), nil))
		}
	}
}

// complain prints one thing to mend, its file first.
func complain(c *console.Console, file, what string) {
	text := console.Hang(app.DetailIndent, file+": "+what, c.Width(), nil)
	c.Println(strings.Replace(text, file, c.Cyan(file), 1))
}

package image

import (
	"debug/elf"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// library is a shared library: how programs ask for it, and where it is. The
// dynamic loader's name is its absolute path.
type library struct{ name, path string }

// sharedLibraries returns all libraries that a program loads when it starts. It
// reads the files: asking the loader would run the program.
func sharedLibraries(program string) ([]library, error) {
	s := &search{seen: map[string]bool{}}
	if err := s.visit(program, true); err != nil {
		return nil, err
	}
	return s.found, nil
}

type search struct {
	class   elf.Class
	machine elf.Machine
	found   []library
	seen    map[string]bool
	usual   []string
	inherit []string // DT_RPATH of the program, which counts for its libraries too
}

// visit looks up what a file needs, and what that needs.
func (s *search) visit(file string, program bool) error {
	f, err := elf.Open(file)
	if err != nil {
		return fmt.Errorf("%s is no program that can be copied: %w", file, err)
	}
	defer f.Close()
	if program {
		s.class, s.machine = f.Class, f.Machine
		s.usual = usualFolders(f.Machine)
		s.loader(f)
	}
	folders := s.folders(f, file, program)
	needed, err := f.ImportedLibraries()
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	for _, name := range needed {
		if s.seen[name] {
			continue
		}
		s.seen[name] = true
		path := s.locate(name, folders)
		if path == "" {
			return fmt.Errorf("%s needs the library %s, which is in none of the usual folders", file, name)
		}
		s.found = append(s.found, library{name, path})
		if err := s.visit(path, false); err != nil {
			return err
		}
	}
	return nil
}

// loader notes the program's dynamic loader, named by PT_INTERP. Libraries ask
// for it by its base name, too.
func (s *search) loader(f *elf.File) {
	for _, segment := range f.Progs {
		if segment.Type != elf.PT_INTERP {
			continue
		}
		data := make([]byte, segment.Filesz)
		if _, err := segment.ReadAt(data, 0); err == nil {
			path := strings.TrimRight(string(data), "\x00")
			s.found = append(s.found, library{path, path})
		}
	}
}

// folders lists where the loader would search, in its order (ld.so(8)).
func (s *search) folders(f *elf.File, file string, program bool) []string {
	own := func(tag elf.DynTag) []string {
		var folders []string
		values, _ := f.DynString(tag)
		for _, value := range values {
			for _, folder := range filepath.SplitList(value) {
				origin := filepath.Dir(file)
				folder = strings.NewReplacer("$ORIGIN", origin, "${ORIGIN}", origin).Replace(folder)
				folders = append(folders, folder)
			}
		}
		return folders
	}
	if program {
		s.inherit = own(elf.DT_RPATH)
	}
	folders := append(own(elf.DT_RPATH), s.inherit...)
	folders = append(folders, filepath.SplitList(os.Getenv("LD_LIBRARY_PATH"))...)
	folders = append(folders, own(elf.DT_RUNPATH)...)
	return append(folders, s.usual...)
}

// locate finds a library that fits the program.
func (s *search) locate(name string, folders []string) string {
	if filepath.IsAbs(name) {
		return name
	}
	for _, folder := range folders {
		path := filepath.Join(folder, name)
		f, err := elf.Open(path)
		if err != nil {
			continue
		}
		fits := f.Class == s.class && f.Machine == s.machine
		f.Close()
		if fits {
			return path
		}
	}
	return ""
}

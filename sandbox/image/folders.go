package image

import (
	"bufio"
	"debug/elf"
	"os"
	"path/filepath"
	"strings"
)

// usualFolders are what the loader's configuration names, then what is built
// into it on the distributions that there are.
func usualFolders(machine elf.Machine) []string {
	folders := configuredFolders("/etc/ld.so.conf", 0)
	triple := map[elf.Machine]string{
		elf.EM_X86_64: "x86_64-linux-gnu", elf.EM_AARCH64: "aarch64-linux-gnu", elf.EM_386: "i386-linux-gnu",
		elf.EM_ARM: "arm-linux-gnueabihf", elf.EM_RISCV: "riscv64-linux-gnu", elf.EM_PPC64: "powerpc64le-linux-gnu", elf.EM_S390: "s390x-linux-gnu",
	}[machine]
	if triple != "" {
		folders = append(folders, "/lib/"+triple, "/usr/lib/"+triple)
	}
	return append(folders, "/lib64", "/usr/lib64", "/lib", "/usr/lib", "/usr/local/lib")
}

// maxIncludes bounds how deep configuration files may include each other.
const maxIncludes = 8

func configuredFolders(file string, depth int) []string {
	f, err := os.Open(file)
	if err != nil || depth > maxIncludes {
		return nil
	}
	defer f.Close()
	var folders []string
	for scanner := bufio.NewScanner(f); scanner.Scan(); {
		line, _, _ := strings.Cut(scanner.Text(), "#")
		line = strings.TrimSpace(line)
		if pattern, ok := strings.CutPrefix(line, "include "); ok {
			included, _ := filepath.Glob(strings.TrimSpace(pattern))
			for _, name := range included {
				folders = append(folders, configuredFolders(name, depth+1)...)
			}
		} else if filepath.IsAbs(line) {
			folders = append(folders, line)
		}
	}
	return folders
}

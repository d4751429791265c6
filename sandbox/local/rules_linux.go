package local

// rules are the files of this machine that a confined program gets.
func (b bounds) rules() []rule {
	rules := []rule{
		{b.program.path, readFile | execute},
		{"/etc/ld.so.cache", readFile}, {"/etc/ld.so.preload", readFile},
		{"/etc/localtime", readFile}, {"/etc/ssl/openssl.cnf", readFile},
		{"/dev/null", readFile | writeFile}, {"/dev/zero", readFile | writeFile},
		{"/dev/urandom", readFile}, {"/dev/random", readFile},
		// Memory and processor figures. What is private in there belongs to ptrace(2),
		// which Landlock keeps within the sandbox.
		{"/proc", readAll}, {"/sys/devices/system/cpu", readAll},
	}
	for _, libraries := range []string{
		"/lib", "/lib32", "/lib64", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/nix/store", "/gnu/store",
	} {
		rules = append(rules, rule{libraries, readAll | execute})
	}
	for _, path := range b.program.reads {
		rules = append(rules, rule{path, readAll | execute})
	}
	if b.network {
		for _, path := range []string{"/etc/hosts", "/etc/host.conf", "/etc/nsswitch.conf", "/etc/resolv.conf", "/etc/gai.conf"} {
			rules = append(rules, rule{path, readFile})
		}
	}
	work := uint64(ofWork)
	if b.program.executes {
		work |= execute
	}
	return append(rules, rule{string(b.work), work})
}

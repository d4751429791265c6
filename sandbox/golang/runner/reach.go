package main

import "strings"

// reach is what packages that an exercise may allow offer to reach the machine. An
// import allows a package as a whole, so that these are refused by name. A name that begins
// with a dot is a method's: whose it is cannot be told from the text, so that the package's
// import is enough.
func reach(network bool) map[string]map[string]string {
	const files, net, descriptors = "opens files", "reaches the network", "writes to any descriptor"
	all := map[string]map[string]string{
		"net/http":       named(files, "Dir ServeFile FileServer NewFileTransport ListenAndServeTLS ServeTLS .ListenAndServeTLS .ServeTLS"),
		"net":            named(files, "FileConn FileListener FilePacketConn DialUnix ListenUnix ListenUnixgram"),
		"runtime/debug":  named(descriptors, "WriteHeapDump SetCrashOutput"),
		"html/template":  named(files, "ParseFiles ParseGlob .ParseFiles .ParseGlob"),
		"text/template":  named(files, "ParseFiles ParseGlob .ParseFiles .ParseGlob"),
		"path/filepath":  named(files, "Abs EvalSymlinks Glob Walk WalkDir"),
		"mime":           named(files, "ExtensionsByType TypeByExtension"),
		"mime/multipart": named(files, ".ReadForm"),
		"archive/zip":    named(files, "OpenReader"),
		"crypto/tls":     named(files, "LoadX509KeyPair"),
		"crypto/x509":    named(files, "SystemCertPool"),
		"go/parser":      named(files, "ParseDir ParseFile"),
	}
	if network {
		return all
	}
	for path, names := range map[string]string{
		"net/http": "Get Head ListenAndServe Post PostForm .ListenAndServe",
		"net": "DefaultResolver Dial DialIP DialTCP DialTimeout DialUDP Dialer InterfaceAddrs InterfaceByIndex InterfaceByName Interfaces " +
			"Listen ListenConfig ListenIP ListenMulticastUDP ListenPacket ListenTCP ListenUDP LookupAddr LookupCNAME LookupHost LookupIP " +
			"LookupMX LookupNS LookupPort LookupSRV LookupTXT ResolveIPAddr ResolveTCPAddr ResolveUDPAddr Resolver",
		"crypto/tls": "Dial DialWithDialer Dialer Listen",
	} {
		for name, what := range named(net, names) {
			all[path][name] = what
		}
	}
	return all
}

func named(what, names string) map[string]string {
	all := map[string]string{}
	for name := range strings.FieldsSeq(names) {
		all[name] = what
	}
	return all
}

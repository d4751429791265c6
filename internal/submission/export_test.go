package submission

// ReadTar and ReadZip are for tests that make their archives as they are read.
var (
	ReadTar = readTar
	OpenZip = openZip
)

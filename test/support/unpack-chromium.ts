import chromium from '@sparticuz/chromium'

// The package unpacks into the temporary folder of its environment, and only adds the libraries that a bare
// system lacks (NSS, expat) when that environment looks like a cloud function. Being a worker, this one is given an
// environment of its own, so that nothing of it is seen outside.
await chromium.executablePath()

package catalog

import "fmt"

// ProbeKind is a kind of probe: a call that shows, without changing anything,
// that a token does its job.
type ProbeKind int

// The kinds.
const (
	ProbeNone      ProbeKind = iota // nothing shows it without changing something
	ProbeReadAPI                    // lists one of the person's projects
	ProbeClone                      // asks Git's first question before a download
	ProbePush                       // … and before an upload, of a project that is there
	ProbeImages                     // asks for leave to pull images, as docker login does
	ProbeProxy                      // the same for the dependency proxy
	ProbePackages                   // lists one package of a project
	ProbeState                      // reads a Terraform state
	ProbeRunners                    // lists one runner
	ProbeUsageData                  // reads the instance's usage report
	ProbeFile                       // reads the file README.md of a project
)

// NeedsProject reports whether the probe takes the path of a project.
func (k ProbeKind) NeedsProject() bool {
	switch k {
	case ProbePush, ProbePackages, ProbeState, ProbeFile:
		return true
	case ProbeNone, ProbeReadAPI, ProbeClone, ProbeImages, ProbeProxy, ProbeRunners, ProbeUsageData:
	}
	return false
}

// TakesProject reports whether the probe can be made with a project, even where
// it needs none.
func (k ProbeKind) TakesProject() bool {
	return k.NeedsProject() || k == ProbeClone || k == ProbeImages
}

// Shows returns the operations that the probe tries.
func (k ProbeKind) Shows() []Operation {
	switch k {
	case ProbeNone:
	case ProbeReadAPI:
		return []Operation{OpReadAPI, OpReadUser}
	case ProbePackages:
		return []Operation{OpReadAPI, OpReadPackage}
	case ProbeState:
		return []Operation{OpReadAPI}
	case ProbeFile:
		return []Operation{OpReadFile}
	case ProbeClone:
		return []Operation{OpGitDownload}
	case ProbePush:
		return []Operation{OpGitDownload, OpGitUpload}
	case ProbeImages:
		return []Operation{OpPullImage}
	case ProbeProxy:
		return []Operation{OpPullProxy}
	case ProbeRunners:
		return []Operation{OpListRunners}
	case ProbeUsageData:
		return []Operation{OpReadServicePing}
	}
	return nil
}

// String returns the word for JSON.
func (k ProbeKind) String() string {
	switch k {
	case ProbeNone:
		return "none"
	case ProbeReadAPI:
		return "read-api"
	case ProbeClone:
		return "clone"
	case ProbePush:
		return "push"
	case ProbeImages:
		return "images"
	case ProbeProxy:
		return "proxy"
	case ProbePackages:
		return "packages"
	case ProbeState:
		return "state"
	case ProbeRunners:
		return "runners"
	case ProbeUsageData:
		return "usage-data"
	case ProbeFile:
		return "file"
	}
	return fmt.Sprintf("proof %d", int(k))
}

// Phrase returns what the probe does, as the end of "glpat …s".
func (k ProbeKind) Phrase() string {
	switch k {
	case ProbeNone:
		return "nothing"
	case ProbeReadAPI:
		return "list one of your projects"
	case ProbeClone:
		return "ask Git's first question before a download"
	case ProbePush:
		return "ask Git's first question before an upload, and upload nothing"
	case ProbeImages:
		return "sign in to the container registry"
	case ProbeProxy:
		return "sign in to the dependency proxy"
	case ProbePackages:
		return "list a package of a project"
	case ProbeState:
		return "read a Terraform state"
	case ProbeRunners:
		return "list one of your runners"
	case ProbeUsageData:
		return "read the instance's usage report"
	case ProbeFile:
		return "read the file README.md of a project"
	}
	return fmt.Sprintf("proof %d", int(k))
}

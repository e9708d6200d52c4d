package gitlab

import "fmt"

// ProofKind is how glpat shows, without changing anything, that a token does
// its job.
type ProofKind int

// The kinds.
const (
	ProofNone      ProofKind = iota // nothing shows it without changing something
	ProofReadAPI                    // lists one of the person's projects
	ProofClone                      // asks Git's first question before a download
	ProofPush                       // … and before an upload, of a project that is there
	ProofImages                     // asks for leave to pull images, as docker login does
	ProofProxy                      // the same for the dependency proxy
	ProofPackages                   // lists one package of a project
	ProofState                      // reads a Terraform state
	ProofRunners                    // lists one runner
	ProofUsageData                  // reads the instance's usage report
)

// NeedsProject reports whether the proof wants the path of a project.
func (k ProofKind) NeedsProject() bool {
	switch k {
	case ProofPush, ProofPackages, ProofState:
		return true
	case ProofNone, ProofReadAPI, ProofClone, ProofImages, ProofProxy, ProofRunners, ProofUsageData:
	}
	return false
}

// TakesProject reports whether the proof can be made on a project, if not only
// there.
func (k ProofKind) TakesProject() bool {
	return k.NeedsProject() || k == ProofClone || k == ProofImages
}

// shows lists the operations that the proof tries.
func (k ProofKind) shows() []Operation {
	switch k {
	case ProofNone:
	case ProofReadAPI:
		return []Operation{OpReadAPI, OpReadUser}
	case ProofPackages, ProofState:
		return []Operation{OpReadAPI}
	case ProofClone:
		return []Operation{OpGitDownload}
	case ProofPush:
		return []Operation{OpGitDownload, OpGitUpload}
	case ProofImages:
		return []Operation{OpPullImage}
	case ProofProxy:
		return []Operation{OpPullProxy}
	case ProofRunners:
		return []Operation{OpListRunners}
	case ProofUsageData:
		return []Operation{OpReadServicePing}
	}
	return nil
}

// Name gives the word for JSON.
func (k ProofKind) Name() string {
	switch k {
	case ProofNone:
		return "none"
	case ProofReadAPI:
		return "read-api"
	case ProofClone:
		return "clone"
	case ProofPush:
		return "push"
	case ProofImages:
		return "images"
	case ProofProxy:
		return "proxy"
	case ProofPackages:
		return "packages"
	case ProofState:
		return "state"
	case ProofRunners:
		return "runners"
	case ProofUsageData:
		return "usage-data"
	}
	return fmt.Sprintf("proof %d", int(k))
}

// String says what is done, as the end of "glpat …s".
func (k ProofKind) String() string {
	switch k {
	case ProofNone:
		return "nothing"
	case ProofReadAPI:
		return "list one of your projects"
	case ProofClone:
		return "ask Git's first question before a download"
	case ProofPush:
		return "ask Git's first question before an upload, and upload nothing"
	case ProofImages:
		return "sign in to the container registry"
	case ProofProxy:
		return "sign in to the dependency proxy"
	case ProofPackages:
		return "list a package of a project"
	case ProofState:
		return "read a Terraform state"
	case ProofRunners:
		return "list one of your runners"
	case ProofUsageData:
		return "read the instance's usage report"
	}
	return fmt.Sprintf("proof %d", int(k))
}

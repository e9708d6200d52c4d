package token_test

import (
	"strings"
	"testing"

	"glpat/gitlab/token"
)

func TestATokenOfAnotherKindIsToldWhatItIsGoodFor(t *testing.T) {
	t.Parallel()
	said := map[string]bool{}
	for kind := token.KindUnknown; kind <= token.KindWeb; kind++ {
		use := kind.Use()
		if use == "" {
			continue
		}
		if !strings.HasSuffix(use, ".") || said[use] {
			t.Errorf("the %s is good for %q", kind.Phrase(), use)
		}
		said[use] = true
	}
	if len(said) < 12 || !strings.Contains(token.KindJob.Use(), "JOB-TOKEN") ||
		!strings.Contains(token.KindDeploy.Use(), "DEPLOY-TOKEN") {
		t.Errorf("only %v is said", said)
	}
}

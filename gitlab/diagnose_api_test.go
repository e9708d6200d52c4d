package gitlab_test

import (
	"net/http"
	"testing"

	"glpat/gitlab/problem"
	"glpat/gitlab/transport"
)

func TestADiagnosisGoesTheWayToAnAPIElsewhereToo(t *testing.T) {
	pages, _ := serve(t, newFake().ServeHTTP)
	api, _ := serve(t, newFake().ServeHTTP)
	closed, _ := serve(t, func(http.ResponseWriter, *http.Request) {})
	closed.Close()
	for _, test := range []struct {
		name, api, stages string
		want              problem.Code
	}{
		{"it answers", api.URL, "proxy name connection tls api gitlab release clock", ""},
		{"nothing listens there", closed.URL, "proxy name connection tls api", problem.CodeConnectionRefused},
	} {
		t.Run(test.name, func(t *testing.T) {
			diagnosis := diagnose(t, newClient(t), pages.URL, transport.Config{API: test.api})
			if got := stageNames(diagnosis.Stages); got != test.stages {
				t.Errorf("the stages are %q, want %q", got, test.stages)
			}
			if failure := diagnosis.Failure(); (failure == nil) != (test.want == "") ||
				(failure != nil && failure.Code != test.want) {
				t.Errorf("it fails with %v, want %q", failure, test.want)
			}
		})
	}
}

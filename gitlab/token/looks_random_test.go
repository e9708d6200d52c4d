package token_test

import (
	"math/rand/v2"
	"testing"

	"glpat/gitlab/token"
)

func TestNamesThatPeopleGiveAreNotRandom(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"", "backup", "my-laptop-2026-backup-runner", "My-Laptop-2026-Backup-Runner", "MyLaptop2026BackupRunner",
		"clone on DESKTOP-4F7K2LQ", "DESKTOP-4F7K2LQ", "ip-10-0-12-34", "ec2-12-34-56-78-us-west-2-compute",
		"runner-abc123-project-45-concurrent-0-x7k2p", "550e8400-e29b-41d4-a716-446655440000",
		"project_123_bot_3f2a9c1b4d5e6f708192a3b4c5d6e7f8", "service_account_group_345_3f2a9c1b4d5e6f708192a3b4c5d6e7f8",
		"built from 3f2a9c1b4d5e6f708192a3b4c5d6e7f801234567", "20261127190559-20261127190600", "k8s-eu1-p02-r33-n01-x99",
		"see https://docs.example.com/document/d/1A2b3C4d5E6f7G8h9I0jK1l2M3n4/edit", "KUBERNETES_SERVICE_ACCOUNT_TOKEN",
		"group/xK9fQ2vB7nM4pL8sT1wZ", "GITLAB-RUNNER-PROD-EU-WEST-1", "gitlab-webservice-default-7d9c5b8f6d-x2k4q",
		"GitLab Runner on prod2 (eu-west-1), for Team-A", "Donaudampfschifffahrtsgesellschaft2026",
	} {
		if token.LooksRandom(text) {
			t.Errorf("%q is taken for a token", text)
		}
	}
	for _, text := range []string{
		"xK9fQ2vB7nM4pL8sT1wZ", "acme_xK9fQ2vB7nM4pL8sT1wZ", "company-token-xK9fQ2vB7nM4pL8sT1wZ", "3f2a9c1b4d5e6f708192",
		"token: xK9fQ2vB7nM4pL8sT1wZ", `"xK9fQ2vB7nM4pL8sT1wZ"`, "GITLAB_TOKEN=xK9fQ2vB7nM4pL8sT1wZ",
	} {
		if !token.LooksRandom(text) {
			t.Errorf("%q is taken for no token", text)
		}
	}
}

func TestWhatIsDrawnAtRandomIsNearlyAlwaysSeen(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for _, test := range []struct {
		name, alphabet string
		length, least  int // of 1000
	}{
		{"a token without a prefix", token.Alphabet, 20, 900},
		{"the same, longer", token.Alphabet, 40, 950},
		{"20 hexadecimal digits", "0123456789abcdef", 20, 800},
		{"64 hexadecimal digits", "0123456789abcdef", 64, 950},
	} {
		seen := 0
		for range 1000 {
			text := make([]byte, test.length)
			for i := range text {
				text[i] = test.alphabet[random.IntN(len(test.alphabet))]
			}
			if token.LooksRandom(string(text)) {
				seen++
			}
		}
		if seen < test.least {
			t.Errorf("%s: %d of 1000 are seen, want %d", test.name, seen, test.least)
		}
	}
}

func TestATokenOfTheInstanceIsSeenOnceItsPrefixIsKnown(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, text, prefix string
		want               bool
	}{
		{"alone", "acme-xK9fQ2vB7nM4pL8sT1wZ", "acme-", true},
		{"cut", "acme-xK9fQ2vB7nM4pL8s", "acme-", true},
		{"of small letters and digits", "acme-k9f2q7vb4nmp8ls1twzr", "acme-", true},
		{"in a text", "use acme-k9f2q7vb4nmp8ls1twzr here", "acme-", true},
		{"in a path", "group/acme-k9f2q7vb4nmp8ls1twzr", "acme-", true},
		{"a name behind a prefix that is a word", "my-laptop-2026-backup-runner", "my-", false},
		{"a short prefix within a word", "backup-k9f2q7vb4nmp8ls1twzr", "p-", false},
		{"machines' names", "k8s-eu1-p02-r33-n01-x99", "k8s-", false},
		{"a prefix that is empty", "k9f2q7-runner-backup-2026", "", false},
	} {
		if got := token.LooksLike(test.text, token.ToldPrefix(test.prefix)); got != test.want {
			t.Errorf("%s: %q is a token: %v", test.name, test.text, got)
		}
	}
}

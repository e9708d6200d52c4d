package command

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"glpat/gitlab/problem"
	"glpat/gitlab/token"
	"glpat/ui/phrase"
)

func newExplain(machine System) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "explain [ANSWER | plans | limits | codes]",
		Short: "Say what an answer of GitLab means and what to do; offline",
		Long: `Explain a status (401), a message or a whole body that GitLab sent, or one of
glpat's own codes. Use - to read it from stdin; without an answer the five errors
that everybody meets are explained.

Three topics are explained as well: plans (what Free, Premium and Ultimate mean
for tokens), limits (how many calls GitLab takes in what time; 429 shows them too)
and codes (every code that glpat names a problem by, with its exit status).`,
		Example: `  glpat explain
  glpat explain 403
  glpat explain '{"error":"insufficient_scope"}'
  curl -s https://gitlab.example.com/api/v4/user | glpat explain -
  glpat explain plans`,
		ValidArgsFunction: completeAnswers,
		RunE: func(_ *cobra.Command, args []string) error {
			text := strings.Join(args, " ")
			if len(args) == 0 {
				return explainAll(machine.Stdout, fiveErrors(), asJSON)
			}
			if len(args) > 1 && !slices.ContainsFunc(args, isNoStatus) {
				return explainAll(machine.Stdout, args, asJSON)
			}
			if topic, found := findTopic(text); found {
				return topic.print(machine.Stdout, asJSON)
			}
			if text == "-" {
				body, err := io.ReadAll(io.LimitReader(machine.Stdin, maxTokenInput))
				if err != nil {
					return fmt.Errorf("read the answer from stdin: %w", err)
				}
				// An answer may come with the request that led to it.
				addPasswords(machine.redactor, string(body))
				text = tokenShape.ReplaceAllString(string(body), token.Redacted)
			}
			problem, err := problem.Explain(text)
			if err != nil {
				if meant := unknownAnswer(text); meant != nil {
					return meant
				}
				return unrepeated(
					err,
					text,
					"glpat does not know this answer",
					"Give its status, for example 401, 403, 404, 429 or 500, or the whole line",
				)
			}
			return printExplained(machine.Stdout, problem, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print as JSON")
	return cmd
}

// isNoStatus reports whether an argument is more than a status alone.
func isNoStatus(arg string) bool {
	_, err := strconv.Atoi(arg)
	return err != nil || len(arg) != len("401")
}

func fiveErrors() []string {
	var statuses []string
	for _, status := range problem.CommonStatuses() {
		statuses = append(statuses, strconv.Itoa(status))
	}
	return statuses
}

// explainAll explains several statuses.
func explainAll(out io.Writer, statuses []string, asJSON bool) error {
	var problems []*problem.Problem
	for _, status := range statuses {
		problem, err := problem.Explain(status)
		if err != nil {
			return err
		}
		problems = append(problems, problem)
	}
	if asJSON {
		for i, problem := range problems {
			problems[i] = phrase.ForCommandLine(problem, startedAs(out))
		}
		return writeJSON(out, problems)
	}
	for _, problem := range problems {
		printProblem(out, statusLead(problem), problem)
		printLine(out, "")
	}
	return nil
}

func statusLead(problem *problem.Problem) string {
	if problem.HTTPStatus == 0 {
		return string(problem.Code) + ": "
	}
	return strconv.Itoa(problem.HTTPStatus) + " " + string(problem.Code) + ": "
}

// printExplained prints one explanation; that of too many calls is followed by
// how many are allowed.
func printExplained(out io.Writer, prob *problem.Problem, asJSON bool) error {
	limited := prob.Code == problem.CodeRateLimited
	switch worded := phrase.ForCommandLine(prob, startedAs(out)); {
	case asJSON && limited:
		return writeJSON(out, problemAndLimits{worded})
	case asJSON:
		return writeJSON(out, worded)
	}
	printProblem(out, statusLead(prob), prob)
	if limited {
		printLine(out, "")
		printLimits(out)
	}
	return nil
}

// problemAndLimits is a problem with one key more, "limits".
type problemAndLimits struct{ problem *problem.Problem }

// MarshalJSON implements json.Marshaler.
func (p problemAndLimits) MarshalJSON() ([]byte, error) {
	problem, err := json.Marshal(p.problem)
	if err != nil {
		return nil, fmt.Errorf("write the problem: %w", err)
	}
	limits, err := json.Marshal(limitsToJSON())
	if err != nil {
		return nil, fmt.Errorf("write the limits: %w", err)
	}
	return slices.Concat(bytes.TrimSuffix(problem, []byte("}")), []byte(`,"limits":`), limits, []byte("}")), nil
}

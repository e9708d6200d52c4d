// Package catalog has the facts about GitLab that need no call: releases, the
// layouts of their forms, scopes, operations, purposes, fine-grained permissions,
// plans, rate limits and roles.
//
// The scopes that a purpose needs stand in its row, in the purpose_*.go of its
// group; which of the row's sets holds for a release is chosen by [Purpose.SetFor].
//
// What may come in: tables, each with its source, and questions that they answer.
// What may not: I/O of any kind, and what is true of one instance only.
package catalog

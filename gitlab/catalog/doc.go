// Package catalog has the facts about GitLab that need no call: releases, the
// layouts of their forms, scopes, operations, purposes, fine-grained permissions,
// plans, limits and roles.
//
// What may come in: tables, each with its source, and questions that they answer.
// What may not: I/O of any kind, and what is true of one instance only.
package catalog

// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2

// Who has signed a checkpoint, according to libraries that nobody here wrote: arguments are the note, the log's key and
// the key of a witness.
package main

import (
	"fmt"
	"os"

	f_note "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	own, err := note.NewVerifier(os.Args[2])
	if err != nil {
		panic(err)
	}
	witness, err := f_note.NewVerifierForCosignatureV1(os.Args[3])
	if err != nil {
		panic(err)
	}
	opened, err := note.Open(text, note.VerifierList(own, witness))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for _, sig := range opened.Sigs {
		fmt.Println("signed by", sig.Name)
	}
}

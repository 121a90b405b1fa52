// Checks what we made with Go's own note and tlog packages, or makes with them what we have to check.
//
//	interop check FILE.json   exits 0 if everything in the file verifies
//	interop make COUNT        prints a log of its own making
package main

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type record struct {
	Index int64    `json:"index"`
	Data  []byte   `json:"data"`
	Proof []string `json:"proof"`
}

type step struct {
	OldNote string   `json:"oldNote"`
	Proof   []string `json:"proof"`
}

type shown struct {
	Key     string   `json:"key"`
	Note    string   `json:"note"`
	Tiles   string   `json:"tiles"`
	Records []record `json:"records"`
	Steps   []step   `json:"steps"`
}

func main() {
	var err error
	switch os.Args[1] {
	case "check":
		err = check(os.Args[2])
	case "make":
		err = produce(os.Args[2])
	default:
		err = fmt.Errorf("check or make")
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func check(file string) error {
	bytes, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	var log shown
	if err := json.Unmarshal(bytes, &log); err != nil {
		return err
	}
	tree, err := open(log.Key, log.Note)
	if err != nil {
		return err
	}
	for _, r := range log.Records {
		proof, err := hashes(r.Proof)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, r.Index, tlog.RecordHash(r.Data)); err != nil {
			return fmt.Errorf("record %d: %w", r.Index, err)
		}
	}
	for _, s := range log.Steps {
		old, err := open(log.Key, s.OldNote)
		if err != nil {
			return err
		}
		proof, err := hashes(s.Proof)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(proof, tree.N, tree.Hash, old.N, old.Hash); err != nil {
			return fmt.Errorf("from %d: %w", old.N, err)
		}
	}
	return checkTiles(log, tree)
}

// checkTiles makes every proof again out of the tile files: it must be the very proof that was shown. (The reader of this Go does
// not authenticate every tile it reads when several roots of the tree lie in one, so the comparison is ours.)
func checkTiles(log shown, tree tlog.Tree) error {
	reader := tlog.TileHashReader(tree, &folder{log.Tiles})
	for _, r := range log.Records {
		proof, err := tlog.ProveRecord(tree.N, r.Index, reader)
		if err != nil {
			return fmt.Errorf("tiles: record %d: %w", r.Index, err)
		}
		if strings.Join(texts(proof), " ") != strings.Join(r.Proof, " ") {
			return fmt.Errorf("tiles: another proof of record %d", r.Index)
		}
	}
	for _, s := range log.Steps {
		old, err := open(log.Key, s.OldNote)
		if err != nil {
			return err
		}
		proof, err := tlog.ProveTree(tree.N, old.N, reader)
		if err != nil {
			return fmt.Errorf("tiles: from %d: %w", old.N, err)
		}
		if strings.Join(texts(proof), " ") != strings.Join(s.Proof, " ") {
			return fmt.Errorf("tiles: another proof from %d", old.N)
		}
	}
	return nil
}

// folder reads tiles of height 8 from files named as tlog-tiles has it: as Go's own, but without the height.
type folder struct{ path string }

func (f *folder) Height() int { return 8 }

func (f *folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, t := range tiles {
		bytes, err := os.ReadFile(filepath.Join(f.path, "tile", strings.TrimPrefix(t.Path(), "tile/8/")))
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

func (f *folder) SaveTiles([]tlog.Tile, [][]byte) {}

func produce(count string) error {
	size, err := strconv.ParseInt(count, 10, 64)
	if err != nil {
		return err
	}
	secret, key, err := note.GenerateKey(rand.Reader, "go.example/log")
	if err != nil {
		return err
	}
	signer, err := note.NewSigner(secret)
	if err != nil {
		return err
	}
	var stored memory
	log := shown{Key: key}
	for n := int64(0); n < size; n++ {
		data := []byte(fmt.Sprintf("record %d", n))
		more, err := tlog.StoredHashes(n, data, &stored)
		if err != nil {
			return err
		}
		stored.hashes = append(stored.hashes, more...)
		log.Records = append(log.Records, record{Index: n, Data: data})
		signed, err := sign(signer, n+1, &stored)
		if err != nil {
			return err
		}
		log.Steps = append(log.Steps, step{OldNote: signed})
	}
	for n := range log.Records {
		proof, err := tlog.ProveRecord(size, int64(n), &stored)
		if err != nil {
			return err
		}
		log.Records[n].Proof = texts(proof)
		grown, err := tlog.ProveTree(size, int64(n)+1, &stored)
		if err != nil {
			return err
		}
		log.Steps[n].Proof = texts(grown)
	}
	log.Note = log.Steps[size-1].OldNote
	return json.NewEncoder(os.Stdout).Encode(log)
}

type memory struct{ hashes []tlog.Hash }

func (m *memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var read []tlog.Hash
	for _, i := range indexes {
		read = append(read, m.hashes[i])
	}
	return read, nil
}

func sign(signer note.Signer, size int64, stored *memory) (string, error) {
	root, err := tlog.TreeHash(size, stored)
	if err != nil {
		return "", err
	}
	signed, err := note.Sign(&note.Note{Text: fmt.Sprintf("%s\n%d\n%s\n", signer.Name(), size, root)}, signer)
	return string(signed), err
}

func open(key, signed string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(key)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("not a checkpoint of %s", verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

func hashes(texts []string) ([]tlog.Hash, error) {
	read := []tlog.Hash{}
	for _, text := range texts {
		hash, err := tlog.ParseHash(text)
		if err != nil {
			return nil, err
		}
		read = append(read, hash)
	}
	return read, nil
}

func texts(hashes []tlog.Hash) []string {
	written := []string{}
	for _, hash := range hashes {
		written = append(written, base64.StdEncoding.EncodeToString(hash[:]))
	}
	return written
}

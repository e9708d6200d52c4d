package practice

import (
	"bytes"
	"compress/zlib"
	"crypto/sha1" //nolint:gosec // the names of Git's objects are SHA-1
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"strings"
)

// A project's repository is one commit with one file, made anew for each
// request.

const readmeName = "README.md"

// readme is the one file of a project's repository.
func (p project) readme() string {
	return "# " + p.name + "\n\n" + p.description + ". This repository is for practice.\n"
}

// object is one object of a repository, as Git stores it.
type object struct {
	kind    byte // 1 commit, 2 tree, 3 blob
	content []byte
}

// name is the object's SHA-1.
func (o object) name() [sha1.Size]byte {
	word := map[byte]string{1: "commit", 2: "tree", 3: "blob"}[o.kind]
	return sha1.Sum(append(fmt.Appendf(nil, "%s %d\x00", word, len(o.content)), o.content...)) //nolint:gosec // as above
}

// repository is the objects of the project, the commit first.
func (p project) repository() []object {
	blob := object{3, []byte(p.readme())}
	blobName := blob.name()
	tree := object{2, append([]byte("100644 "+readmeName+"\x00"), blobName[:]...)}
	treeName := tree.name()
	const author = "Pat Practice <pat@example.com> 1705309200 +0000"
	commit := object{1, fmt.Appendf(nil, "tree %x\nauthor %s\ncommitter %s\n\nBegin\n", treeName, author, author)}
	return []object{commit, tree, blob}
}

// advertise answers what Git asks first: the one branch and what the server
// understands (gitprotocol-http).
func (p project) advertise(w http.ResponseWriter, service gitService) {
	commit := p.repository()[0].name()
	head := hex.EncodeToString(commit[:])
	capabilities := "symref=HEAD:refs/heads/main agent=practice"
	if service == gitUpload {
		capabilities = "report-status agent=practice"
	}
	w.Header().Set("Content-Type", "application/x-"+string(service)+"-advertisement")
	lines := []string{packetLine("# service=" + string(service) + "\n"), "0000"}
	if service == gitUpload {
		lines = append(lines, packetLine(head+" refs/heads/main\x00"+capabilities+"\n"))
	} else {
		lines = append(lines, packetLine(head+" HEAD\x00"+capabilities+"\n"), packetLine(head+" refs/heads/main\n"))
	}
	_, _ = io.WriteString(w, strings.Join(append(lines, "0000"), ""))
}

// packetLine is a line of Git's protocol, with its length before it.
func packetLine(text string) string { return fmt.Sprintf("%04x%s", len(text)+4, text) }

// sendPack sends the whole repository, whatever the other side has.
func (p project) sendPack(w http.ResponseWriter, r *http.Request) {
	_, _ = io.Copy(io.Discard, r.Body) // bounded by the server
	var pack bytes.Buffer
	objects := p.repository()
	pack.WriteString("PACK")
	_ = binary.Write(&pack, binary.BigEndian, []uint32{2, uint32(len(objects))}) //nolint:gosec // three
	for _, o := range objects {
		writeObject(&pack, o)
	}
	sum := sha1.Sum(pack.Bytes()) //nolint:gosec // as above
	pack.Write(sum[:])
	w.Header().Set("Content-Type", "application/x-git-upload-pack-result")
	_, _ = io.WriteString(w, packetLine("NAK\n"))
	_, _ = w.Write(pack.Bytes())
}

// writeObject writes an object's kind and size, seven bits a byte after the
// first four, and its compressed content (gitformat-pack). A buffer takes all.
func writeObject(pack *bytes.Buffer, o object) {
	size := len(o.content)
	first := o.kind<<4 | byte(size&0xf)
	for size >>= 4; size > 0; size >>= 7 {
		pack.WriteByte(first | 0x80)
		first = byte(size & 0x7f)
	}
	pack.WriteByte(first)
	compressed := zlib.NewWriter(pack)
	_, _ = compressed.Write(o.content)
	_ = compressed.Close()
}

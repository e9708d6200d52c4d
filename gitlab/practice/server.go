package practice

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"time"

	"glpat/gitlab/catalog"
)

// Options say what a practice instance plays.
type Options struct {
	// Release is the GitLab release to play. Unknown means the newest this
	// package knows.
	Release catalog.Release
	// Fault is what goes wrong, or "" for nothing.
	Fault Fault
	// SlowAnswer is how long an answer takes with the fault "slow"; 0 is five
	// seconds.
	SlowAnswer time.Duration
	// Without are parts of GitLab that the instance does not have.
	Without []Part
	// FineGrainedOnly says that people may make no legacy tokens any more, in
	// releases with fine-grained ones.
	FineGrainedOnly bool
	// FineGrainedGroup says that the group of the practice's projects takes
	// fine-grained tokens only, in releases in which they are no beta any more.
	FineGrainedGroup bool
	// LinkIgnored says that the form for a legacy token opens empty whatever the
	// link says, as in the first builds of 18.9
	// (create_legacy_personal_access_token_form.vue).
	LinkIgnored bool
	// MoreProjects is how many projects there are beside the three of the
	// practice, for whoever asks where a token reaches.
	MoreProjects int
	// Address is where to listen, host:port; "" is an unused port of
	// 127.0.0.1. Anything but loopback is refused.
	Address string
	// Now is the clock; nil is time.Now.
	Now func() time.Time
}

// Server is a running practice instance. Its methods may be called from any
// goroutine.
type Server struct {
	edition edition
	// fineGrainedOnly tells that the release has fine-grained tokens and makes no
	// others.
	fineGrainedOnly bool
	// fineGrainedGroup tells that the group refuses legacy tokens.
	fineGrainedGroup bool
	linkIgnored      bool
	moreProjects     int
	fault            playedFault
	slowAnswer       time.Duration
	store            *store
	now              func() time.Time
	url              string
	http             *http.Server
	ended            context.Context // done once Close was called
	end              context.CancelFunc
}

// Limits on what one request may be and how long it may take.
const (
	maxBody      = 64 << 10
	readTimeout  = 30 * time.Second
	writeTimeout = 60 * time.Second
	idleTimeout  = 2 * time.Minute
)

// MaxMoreProjects is how many projects beside the three an instance can have.
const MaxMoreProjects = 100_000

// Start listens on loopback and answers until Close. The errors are those of a
// fault nobody knows, an address that is not on loopback, and of listening.
func Start(options Options) (*Server, error) {
	fault, err := faultNamed(options.Fault)
	if err != nil {
		return nil, err
	}
	address, err := loopbackAddress(options.Address)
	if err != nil {
		return nil, err
	}
	now := options.Now
	if now == nil {
		now = time.Now
	}
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("start the practice GitLab: %w", err)
	}
	s := &Server{
		edition: newEdition(options.Release, options.Without...),
		fault:   fault,
		store:   newStore(now),
		now:     now,
		url:     "http://" + listener.Addr().String(),
	}
	s.slowAnswer = cmp.Or(options.SlowAnswer, slowAnswer)
	s.fineGrainedOnly = options.FineGrainedOnly && s.edition.pages.FineGrained != ""
	s.fineGrainedGroup = options.FineGrainedGroup && s.edition.release.AtLeast(catalog.FineGrainedReleased())
	s.linkIgnored = options.LinkIgnored
	s.moreProjects = min(max(options.MoreProjects, 0), MaxMoreProjects)
	s.ended, s.end = context.WithCancel(context.Background())
	s.http = &http.Server{
		Handler:           s,
		ReadTimeout:       readTimeout,
		ReadHeaderTimeout: readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxBody,
		ErrorLog:          log.New(io.Discard, "", 0), // a screen may be on stderr
		BaseContext:       func(net.Listener) context.Context { return s.ended },
	}
	go func() { _ = s.http.Serve(listener) }() // ends with ErrServerClosed when Close closes the listener
	return s, nil
}

// URL is the base URL, "http://127.0.0.1:PORT", without a slash at its end.
func (s *Server) URL() string { return s.url }

// Release is the release being played, which is never unknown.
func (s *Server) Release() catalog.Release { return s.edition.release }

// Close stops at once. Requests that wait for a slow answer end.
func (s *Server) Close() error {
	s.end()
	return s.http.Close()
}

// ServeHTTP answers one request. It is the order in which the parts of an
// instance get to see it: the guard against foreign names, what GitLab adds to
// every answer, then API, documents and pages, with the fault around them.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !isLoopbackHost(r.Host) {
		// A page of some other site can point its own name at 127.0.0.1 and
		// then read what is here; only the Host header gives it away.
		http.Error(w, "The practice GitLab answers on loopback addresses only.", http.StatusForbidden)
		return
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	correlation := strings.ToUpper(randomHex(13))
	header := w.Header()
	header.Set("X-Gitlab-Meta", `{"correlation_id":"`+correlation+`","version":"1"}`)
	header.Set("X-Request-Id", correlation)
	header.Set("X-Runtime", "0.020000") // seconds; a client can only see that it is there
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("X-Frame-Options", "SAMEORIGIN")
	header.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	header.Set("Cache-Control", "max-age=0, private, must-revalidate")

	header.Set("Date", s.now().UTC().Format(http.TimeFormat))

	if isAPI(r) {
		s.serveAPI(w, r)
		return
	}
	c := &call{server: s, w: w, r: r}
	s.fault.around(c, func() {
		asked, isGit := readGit(r)
		switch {
		case isGit:
			s.serveGit(c.w, r, asked)
		case isGoGet(r):
			s.serveGoGet(c.w, r)
		case r.URL.Path == pathJWT:
			s.serveJWT(c.w, r)
		case strings.HasPrefix(r.URL.Path, pathCluster):
			s.serveCluster(c.w, r)
		case s.serveDocument(c.w, r):
		default:
			s.servePage(c.w, r)
		}
	})
}

// baseURL is the base URL by which a request came, without a slash at its end.
func baseURL(r *http.Request) string {
	if r.TLS != nil {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// loopbackAddress checks an address to listen on and gives the one to use.
func loopbackAddress(address string) (string, error) {
	if address == "" {
		return "127.0.0.1:0", nil
	}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return "", fmt.Errorf("read the address %q to listen on: %w", address, err)
	}
	if strings.EqualFold(host, "localhost") {
		host = "127.0.0.1"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil || !ip.IsLoopback() {
		return "", fmt.Errorf("listen on %q: %w", address, errNotLoopback)
	}
	return net.JoinHostPort(host, port), nil
}

var errNotLoopback = errors.New("the practice GitLab listens on loopback addresses only, such as 127.0.0.1:8080")

// isLoopbackHost tells whether a Host header names this machine itself.
func isLoopbackHost(hostport string) bool {
	host := hostport
	if name, _, err := net.SplitHostPort(hostport); err == nil {
		host = name
	}
	host = strings.Trim(host, "[]")
	// Names below localhost are this machine too (RFC 6761, 6.3), and no other
	// site can have one.
	if name := strings.ToLower(host); name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.IsLoopback()
}

package picture

import "glpat/gitlab/catalog"

// The labels of the sign-in page, of releases from 16.0 to today
// (app/views/devise/sessions/_new_base.html.haml). Older releases may write
// the first one otherwise (unverified).
const (
	labelLogin    = "Username or primary email"
	labelPassword = "Password"
	labelSignIn   = "Sign in"
)

// signIn draws the sign-in page as an instance shows it that keeps passwords
// itself. Some ask for the password on a second page, or send one elsewhere.
func (s *canvas) signIn(pages catalog.FormLayout) {
	s.title = labelSignIn
	s.field(labelLogin, "", nil, 0, guide)
	s.field(labelPassword, "", nil, 0, guide)
	s.add(context, s.right("Forgot your password?", lookDim)...)
	s.add(context, span{" " + s.glyphs.BoxOff + " Remember me", lookDim})
	s.mark(button(labelSignIn), "press this", "press")
	if pages.Avatar == catalog.AvatarUpperRight {
		// The passkeys flag came in 18.6 (doc/auth/passkeys.md).
		s.add(context, span{" " + button("Passkey"), lookDim})
	}
	s.space()
	s.write(context, lookDim, "Don't have an account yet? Register now")
}

// right gives a line whose text ends at the right border.
func (s *canvas) right(text string, look look) line {
	l := line{{s.cut(text, s.width-2), look}}
	return l.indent(s.width - 1 - l.width())
}

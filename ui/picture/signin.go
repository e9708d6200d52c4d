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
func (c *canvas) signIn(pages catalog.FormLayout) {
	c.title = labelSignIn
	c.field(labelLogin, "", nil, 0, guide)
	c.field(labelPassword, "", nil, 0, guide)
	c.add(context, c.right("Forgot your password?", lookDim)...)
	c.add(context, span{" " + c.glyphs.BoxOff + " Remember me", lookDim})
	c.mark(button(labelSignIn), "press this", "press")
	if pages.Avatar == catalog.AvatarUpperRight {
		// The passkeys flag came in 18.6 (doc/auth/passkeys.md).
		c.add(context, span{" " + button("Passkey"), lookDim})
	}
	c.space()
	c.write(context, lookDim, "Don't have an account yet? Register now")
}

// right gives a line whose text ends at the right border.
func (c *canvas) right(text string, look look) line {
	l := line{{c.cut(text, c.width-2), look}}
	return l.indent(c.width - 1 - l.width())
}

package input

// Error says what is wrong with something a person typed or pasted, and
// what to do about it. Both are whole sentences without a full stop, ready to
// stand beside the field.
type Error struct {
	What string
	Do   string
}

// Error implements error.
func (e *Error) Error() string {
	if e.Do == "" {
		return e.What
	}
	return e.What + ". " + e.Do
}

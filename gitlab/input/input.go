package input



// InputError says what is wrong with something a person typed or pasted, and
// what to do about it. Both are whole sentences without a full stop, ready to
// stand beside the field.
type InputError struct {
	What string
	Do   string
}

// Error implements error.
func (e *InputError) Error() string {
	if e.Do == "" {
		return e.What
	}
	return e.What + ". " + e.Do
}

package mutants

// The operators: each is one kind of small change.
const (
	opNumber     = "number"         // one more, one less, none
	opComparison = "comparison"     // its boundary, or its opposite
	opStatement  = "drop-statement" // an assignment, a call, a jump
	opProperty   = "drop-property"  // of an object that is made
	opReturn     = "return-value"   // nothing, or the zero value, instead
	opNoReturn   = "drop-return"    // what follows is done too
	opArgument   = "argument"       // undefined instead
	opContext    = "context"        // context.Background() instead
	opString     = "string"         // an empty one instead
	opNegation   = "negation"       // dropped
	opLogical    = "logical"        // and for or, or for and
	opAwait      = "await"          // dropped
	opSlice      = "slice"          // a bound dropped
	opWrap       = "wrap"           // %v for %w
	opMinMax     = "min-max"        // the one for the other
	opArithmetic = "arithmetic"     // plus for minus and the like
	opSpread     = "spread"         // dropped
	opCause      = "cause"          // of an error, dropped
	opGo         = "go"             // a call instead of a goroutine
	opBoolean    = "boolean"        // true for false
	opFinally    = "finally"        // emptied
)

// opposite is what takes an operator's place, in both languages.
func opposite(sign string) (operator, other string) {
	switch sign {
	case "<", "<=", ">", ">=", "==", "!=", "===", "!==":
		return opComparison, map[string]string{
			"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "==", "===": "!==", "!==": "===",
		}[sign]
	case "&&", "||", "??":
		return opLogical, map[string]string{"&&": "||", "||": "&&", "??": "&&"}[sign]
	case "+", "-", "*", "/", "%", "**", "+=", "-=", "++", "--":
		return opArithmetic, map[string]string{
			"+": "-", "-": "+", "*": "/", "/": "*", "%": "*", "**": "*", "+=": "-=", "-=": "+=", "++": "--", "--": "++",
		}[sign]
	}
	return "", ""
}

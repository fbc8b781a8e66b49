@export()
var names = {
  identity: 'id-scans'
}

@export()
func levelOf(number int) string => number > 2 ? 'high' : 'low'

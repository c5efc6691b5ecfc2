$version: "2"

namespace example

use other#City
use another#City
use other#River$length

string City

/ A comment with too few slashes.
operation Cramped { input: City}

//A licence
///and what it says
$version:"2" // the version
// about suffixes
$operationInputSuffix:"Request"
metadata one=1
metadata "two" = {b:2,a:[1,2,],}
// about three
metadata three = [["a"],{},{k:"v"}]
metadata "long.list" = ["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","ccccccccccccccccccccccccccc"]
namespace example.sections // here
// goes with the second
use b.c#Second
use a.b#Unused
// goes with the first
use a.b#First // because

// goes with the shape
@Second
structure Holder{first:First}
// the end

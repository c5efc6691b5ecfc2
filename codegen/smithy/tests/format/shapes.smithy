$version: "2"
namespace example.shapes
/// Documentation
@deprecated /// no documentation
string Name // trailing
// still with Name

// with Names
list Names{member:Name}
map Scores{
/// documented
key:Name
@range(min:0) value:Integer}
enum Suit{CLUBS SPADES="s" // black
HEARTS}
intEnum Rank{
ACE=1
KING=13
}
structure Card for Deck with [First,Second]{$suit
@required
rank:Rank=1
// the last
}
service Table{version:"1",operations:[Deal,Shuffle],resources:[],rename:{"a#B":"C"}}
service Empty{}
resource Deck{identifiers:{id:Name},read:Deal // draws
}
@readonly operation Deal{input:=@references([{resource:Deck}]) with [First]{id:Name}
output:=/// What was dealt
{card:Card}
errors:[Cheated] }
operation Shuffle{input:Card,output:Card }
apply Card$rank {@deprecated @since("2")}
apply Name @length(min:1,max:100)

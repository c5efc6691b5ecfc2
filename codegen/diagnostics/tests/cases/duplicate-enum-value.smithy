$version: "2"
namespace example

enum Suit {
    CLUBS = "black"
    SPADES = "black"
    HEARTS = "red"
}

intEnum Rank {
    ACE
    KING = 13
}

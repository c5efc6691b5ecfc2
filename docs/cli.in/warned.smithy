$version: "2"

namespace example.warned

@pattern("[A-Z]+")
string Code

$version: "2"

namespace example

@error("notFound")
structure WhoseFault {}

@auth(["no id"])
service Auth {}

@deprecated("yesterday")
string Deprecated

@pattern("[")
string Pattern

@externalDocumentation(Guide: "not a link")
string Linked

@tags({a: "b"})
string Tagged

@sensitive("very")
string Secret

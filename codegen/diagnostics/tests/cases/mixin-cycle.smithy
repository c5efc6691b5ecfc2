$version: "2"
namespace example

@mixin
structure First with [Second] {}

@mixin
structure Second with [First] {}

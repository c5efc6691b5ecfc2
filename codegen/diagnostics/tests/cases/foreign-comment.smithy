$version: "2"
namespace example

/* Not a comment */
structure City { name: String }

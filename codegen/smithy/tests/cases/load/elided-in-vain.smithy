$version: "2"

namespace example

structure OfNothing { $id }

structure OfMissing for Missing { $id, name: String }

structure OfString for Name { $id }

string Name

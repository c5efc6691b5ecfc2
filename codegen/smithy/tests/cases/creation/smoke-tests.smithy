$version: "2"

namespace example

use smithy.test#smokeTests

@smokeTests([{ id: "both", expect: { failure: {}, success: {}, else: {} } }])
operation Both {}

@smokeTests([{ id: "none", expect: {} }])
operation None {}

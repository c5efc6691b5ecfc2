$version: "2"

metadata validators = [
    {
        name: "MissingSensitiveTrait"
        configuration: { excludeDefaults: true, terms: ["pass word"] }
    }
    {
        name: "AbbreviationName"
        configuration: { allowedAbbreviations: ["ID"] }
    }
]

namespace example

string Password

string UserPassWord

string UserID

string UserID2

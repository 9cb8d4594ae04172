import PeriscopeSQL
import Testing

/// The tokens but for white space, each as kind and text.
func spelled(_ sql: String) -> [String] {
    let bytes = Array(sql.utf8)
    return SQLTokenizer.tokens(sql).filter { $0.kind != .whitespace }.map { token in
        "\(token.kind) " + String(decoding: bytes[token.range], as: UTF8.self)
    }
}

@Suite("Cutting SQL into tokens")
struct SQLTokenizerTests {
    @Test("A statement is cut into its parts, white space and comments included")
    func whole() {
        let tokens = SQLTokenizer.tokens("SELECT a.b, 'x' FROM t -- y\n;")
        #expect(
            tokens.map(\.kind) == [
                .keyword, .whitespace, .identifier, .punctuation, .identifier, .punctuation, .whitespace, .string,
                .whitespace, .keyword, .whitespace, .identifier, .whitespace, .comment, .whitespace, .punctuation,
            ])
        #expect(tokens.last?.range == 28..<29)
    }

    @Test(
        "Words are keywords in any case, but not behind a dot and not within longer words",
        arguments: [
            ("sElEcT", ["keyword sElEcT"]),
            ("t.select", ["identifier t", "punctuation .", "identifier select"]),
            (
                "selects _select select1 select$",
                ["identifier selects", "identifier _select", "identifier select1", "identifier select$"]
            ),
            ("CURRENT_TIMESTAMP", ["keyword CURRENT_TIMESTAMP"]),
            ("password session name", ["identifier password", "identifier session", "identifier name"]),
            ("größe", ["identifier größe"]),
            ("a$$b$$", ["identifier a$$b$$"]),
            ("2fa t.2fa", ["identifier 2fa", "identifier t", "punctuation .", "identifier 2fa"]),
            ("@@version", ["identifier @@version"]),
        ] as [(String, [String])])
    func words(_ sql: String, _ expected: [String]) {
        #expect(spelled(sql) == expected)
    }

    @Test(
        "Quoted names end at their own quote, which is doubled inside",
        arguments: [
            ("\"a\"\"b\"", ["quotedIdentifier \"a\"\"b\""]),
            ("`a``b`", ["quotedIdentifier `a``b`"]),
            ("[a b]", ["quotedIdentifier [a b]"]),
            ("\"a'b\" 'c'", ["quotedIdentifier \"a'b\"", "string 'c'"]),
            ("t.[a]", ["identifier t", "punctuation .", "quotedIdentifier [a]"]),
            ("U&\"a\"", ["quotedIdentifier U&\"a\""]),
            ("\"open", ["quotedIdentifier \"open"]),
            ("a[1]", ["identifier a", "punctuation [", "number 1", "punctuation ]"]),
            ("a[1:2]", ["identifier a", "punctuation [", "number 1", "punctuation :", "number 2", "punctuation ]"]),
            ("a[:n]", ["identifier a", "punctuation [", "parameter :n", "punctuation ]"]),
            (
                "ARRAY [['x']]",
                ["identifier ARRAY", "punctuation [", "punctuation [", "string 'x'", "punctuation ]", "punctuation ]"]
            ),
            ("[open", ["unknown [", "identifier open"]),
        ] as [(String, [String])])
    func quotedNames(_ sql: String, _ expected: [String]) {
        #expect(spelled(sql) == expected)
    }

    @Test(
        "Strings take doubled quotes, prefixes and dollar quotes",
        arguments: [
            ("''", ["string ''"]),
            ("'it''s'", ["string 'it''s'"]),
            ("'a' 'b'", ["string 'a'", "string 'b'"]),
            ("'?:a$1--/*'", ["string '?:a$1--/*'"]),
            ("E'it\\'s' e'\\\\'", ["string E'it\\'s'", "string e'\\\\'"]),
            ("N'a' B'01' U&'a'", ["string N'a'", "string B'01'", "string U&'a'"]),
            ("X'0aFF' x''", ["blob X'0aFF'", "blob x''"]),
            ("$$it's$$", ["string $$it's$$"]),
            ("$a$ $b$ $$ $a$1", ["string $a$ $b$ $$ $a$", "number 1"]),
            ("$a$ $a $a$", ["string $a$ $a $a$"]),
            ("$a$open", ["string $a$open"]),
            ("'open", ["string 'open"]),
            ("'open''", ["string 'open''"]),
            ("xx'00'", ["identifier xx", "string '00'"]),
        ] as [(String, [String])])
    func strings(_ sql: String, _ expected: [String]) {
        #expect(spelled(sql) == expected)
    }

    @Test(
        "A backslash escapes only where the text makes no sense otherwise",
        arguments: [
            ("'a\\' x", ["string 'a\\'", "identifier x"]),
            ("LIKE 'a\\%' ESCAPE '\\'", ["keyword LIKE", "string 'a\\%'", "keyword ESCAPE", "string '\\'"]),
            (
                "LIKE ? ESCAPE '\\' AND b = 'c'",
                [
                    "keyword LIKE", "parameter ?", "keyword ESCAPE", "string '\\'", "keyword AND", "identifier b",
                    "operator =", "string 'c'",
                ]
            ),
            ("'it\\'s'", ["string 'it\\'s'"]),
            ("'it\\'s' = 'Bob\\'s'", ["string 'it\\'s'", "operator =", "string 'Bob\\'s'"]),
            ("'a\\' b'", ["string 'a\\' b'"]),
            ("'C:\\'", ["string 'C:\\'"]),
        ] as [(String, [String])])
    func backslashes(_ sql: String, _ expected: [String]) {
        #expect(spelled(sql) == expected)
    }

    @Test(
        "Numbers come in every form",
        arguments: [
            "0", "12", "1.5", ".5", "1.", "1e10", "1E+10", "1.5e-3", ".5e3", "1.e5", "0xFF", "0b01", "0o17", "1_000",
            "0x1_f",
        ])
    func numbers(_ sql: String) {
        #expect(spelled(sql) == ["number " + sql])
    }

    @Test(
        "Numbers end where they end",
        arguments: [
            ("-1", ["operator -", "number 1"]),
            ("1..2", ["number 1", "punctuation .", "number .2"]),
            ("1-2", ["number 1", "operator -", "number 2"]),
            ("0x", ["identifier 0x"]),
            ("1.5.5", ["number 1.5", "number .5"]),
        ] as [(String, [String])])
    func numberEnds(_ sql: String, _ expected: [String]) {
        #expect(spelled(sql) == expected)
    }

    @Test(
        "Placeholders come in every form",
        arguments: ["?", "?1", "?123", "$1", ":name", "@name", "$name", ":1", ":größe", "@p1"])
    func parameters(_ sql: String) {
        #expect(spelled(sql) == ["parameter " + sql])
        #expect(spelled("a=" + sql + ",") == ["identifier a", "operator =", "parameter " + sql, "punctuation ,"])
    }

    @Test(
        "Placeholders are told from what looks like them",
        arguments: [
            ("??", ["parameter ?", "parameter ?"]),
            ("?,?", ["parameter ?", "punctuation ,", "parameter ?"]),
            ("?||'%'", ["parameter ?", "operator ||", "string '%'"]),
            ("a||?||b", ["identifier a", "operator ||", "parameter ?", "operator ||", "identifier b"]),
            ("(?|4)", ["punctuation (", "parameter ?", "operator |", "number 4", "punctuation )"]),
            ("data ? 'a'", ["identifier data", "operator ?", "string 'a'"]),
            ("data ?| $1", ["identifier data", "operator ?|", "parameter $1"]),
            ("data ?& a", ["identifier data", "operator ?&", "identifier a"]),
            ("LIMIT ? 'a'", ["keyword LIMIT", "parameter ?", "string 'a'"]),
            ("$1::int", ["parameter $1", "operator ::", "identifier int"]),
            (":a::int", ["parameter :a", "operator ::", "identifier int"]),
            ("a:=1", ["identifier a", "operator :=", "number 1"]),
            ("a @> b", ["identifier a", "operator @>", "identifier b"]),
            ("$", ["unknown $"]), (":", ["punctuation :"]), ("@", ["operator @"]),
        ] as [(String, [String])])
    func lookalikes(_ sql: String, _ expected: [String]) {
        #expect(spelled(sql) == expected)
    }

    @Test(
        "Operators are as long as they can be",
        arguments: [
            "=", "==", "<>", "!=", "<", "<=", ">", ">=", "<=>", "||", "::", "->", "->>", "#>", "#>>", "@>", "<@", "<<",
            ">>",
            "&&", "~", "~*", "!~", "!~*", "+", "-", "*", "/", "%", "&", "|", "^", "<->",
        ])
    func operators(_ sql: String) {
        #expect(spelled("a " + sql + " b") == ["identifier a", "operator " + sql, "identifier b"])
        #expect(spelled("a" + sql + "'b'") == ["identifier a", "operator " + sql, "string 'b'"])
    }

    @Test(
        "Comments run to the end of the line or to their mark, and may nest",
        arguments: [
            ("-- a\nb", ["comment -- a", "identifier b"]),
            ("1--1", ["number 1", "comment --1"]),
            ("# a 'b\nc", ["comment # a 'b", "identifier c"]),
            ("a #- b", ["identifier a", "operator #-", "identifier b"]),
            ("/* a */ b", ["comment /* a */", "identifier b"]),
            ("/* a /* b */ c */ d", ["comment /* a /* b */ c */", "identifier d"]),
            ("/* a /* b */ c", ["comment /* a /* b */", "identifier c"]),
            ("/*/*/ a */", ["comment /*/*/", "identifier a", "operator *", "operator /"]),
            ("/* open", ["comment /* open"]),
            ("/*", ["comment /*"]), ("/*/", ["comment /*/"]), ("--", ["comment --"]),
            ("a||/* b */c", ["identifier a", "operator ||", "comment /* b */", "identifier c"]),
            ("'--' \"/*\"", ["string '--'", "quotedIdentifier \"/*\""]),
        ] as [(String, [String])])
    func comments(_ sql: String, _ expected: [String]) {
        #expect(spelled(sql) == expected)
    }

    @Test("What no database takes is unknown, byte by byte")
    func unknown() {
        #expect(spelled("\\ \u{0} \u{1}") == ["unknown \\", "unknown \u{0}", "unknown \u{1}"])
        #expect(SQLTokenizer.tokens("").isEmpty)
    }

    @Test("Bytes that are no UTF-8 belong to names and strings")
    func invalid() {
        #expect(SQLTokenizer.tokens([0xff, 0xfe] as [UInt8]).map(\.kind) == [.identifier])
        #expect(SQLTokenizer.tokens([0x27, 0xff, 0x27] as [UInt8]).map(\.kind) == [.string])
        #expect(SQLTokenizer.tokens(AnyCollection([0x31, 0x20] as [UInt8])).map(\.kind) == [.number, .whitespace])
    }
}

/** What somebody needs who opens the package in twenty years, without this program. */
export const readme = `Arkivpaket ur åtkomstloggen / Archive package of an access log

METS.xml names every file with its size and SHA-256 checksum.

representations/entries/data/entries.jsonl
  One log entry a line, JSON (RFC 8259) in the canonical form of RFC 8785, UTF-8. Each line, without its line feed, is
  a leaf of the Merkle tree of RFC 9162: its leaf hash is SHA-256 over a zero byte and the line's bytes. The last line
  is no entry: it holds the signed head of the tree, earlier heads, the public keys, and the hashes of what is not in
  the file, so that the head's root can be computed again. "sequence" is the entry's place in the log, "salt" random.

representations/entries/data/registrations.jsonl
  One registered relation, consent, emergency, block or temporary lift a line, JSON, with what was done about it
  ("events"). Times are ISO 8601.

metadata/head.txt
  The signed head (a C2SP checkpoint) of the log when the package was made. Every later head of the same log contains
  the tree that it signs.

Identities are Swedish personal numbers and the like, by the OID in "type"; the contents are secret (OSL 25:1).
`;

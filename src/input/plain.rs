//! The JSON of most articles, read in one pass over its strings: an object of strings, whole
//! numbers and literals.
//!
//! Nothing else is read, and nothing that is wrong: for that the reader gives up, and the one
//! of all JSON says what it is.

use super::Fields;
use super::fields::{Article, Value};
use super::jsonl::{Key, key_of};
use memchr::memchr2;

/// The article whose JSON is `json`, if that is plain.
pub(super) fn article(json: &str, fields: &Fields) -> Option<Article> {
    let mut article = Article::empty(fields);
    let mut plain = Plain { json, at: 0 };
    plain.mark(b'{')?;
    loop {
        let key = plain.key(fields)?;
        plain.mark(b':')?;
        plain.value(&key, &mut article)?;
        if plain.mark(b',').is_none() {
            break;
        }
    }
    plain.mark(b'}')?;
    plain.skip_space();
    (plain.at == json.len()).then_some(article)
}

struct Plain<'a> {
    json: &'a str,
    /// What is before it was read.
    at: usize,
}

impl<'a> Plain<'a> {
    fn rest(&self) -> &'a str {
        &self.json[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.json.len() - self.rest().trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Reads a mark, with the white space before it.
    fn mark(&mut self, mark: u8) -> Option<()> {
        self.skip_space();
        let is_here = self.rest().as_bytes().first() == Some(&mark);
        self.at += usize::from(is_here);
        is_here.then_some(())
    }

    /// Reads the name of a field.
    fn key(&mut self, fields: &Fields) -> Option<Key> {
        self.mark(b'"')?;
        let (name, b'"') = self.part()? else { return None };
        Some(key_of(name, fields))
    }

    /// Reads the value of a field, and puts it where it is needed.
    fn value(&mut self, key: &Key, article: &mut Article) -> Option<()> {
        self.skip_space();
        let start = self.at;
        let is_read = key.is_id || key.text.is_some();
        let value =
            if self.mark(b'"').is_some() { self.string(is_read).map(Value::Text)? } else { self.literal()? };
        if is_read {
            article.set(key.is_id, key.text, value);
        }
        if let Some(index) = key.kept {
            article.kept[index] = self.json[start..self.at].to_owned();
        }
        Some(())
    }

    /// Reads a string behind its first mark, in vain if it is not `wanted`.
    fn string(&mut self, is_wanted: bool) -> Option<String> {
        let mut string = String::new();
        loop {
            let (part, end) = self.part()?;
            if is_wanted {
                if string.is_empty() {
                    string.reserve(if end == b'"' { part.len() } else { part.len() + self.rest().len() });
                }
                string.push_str(part);
            }
            if end == b'"' {
                return Some(string);
            }
            let escaped = match self.rest().as_bytes().first()? {
                b'n' => '\n',
                b't' => '\t',
                b'r' => '\r',
                b'"' => '"',
                b'\\' => '\\',
                b'/' => '/',
                _ => return None,
            };
            self.at += 1;
            if is_wanted {
                string.push(escaped);
            }
        }
    }

    /// Reads the part of a string up to the mark or stroke that ends it, which is read too.
    fn part(&mut self) -> Option<(&'a str, u8)> {
        let rest = self.rest();
        let len = memchr2(b'"', b'\\', rest.as_bytes())?;
        let part = &rest[..len];
        self.at += len + 1;
        let is_clean = part.bytes().fold(true, |all, byte| all & (byte >= b' '));
        is_clean.then_some((part, rest.as_bytes()[len]))
    }

    /// Reads a whole number that is surely exact, or a literal.
    fn literal(&mut self) -> Option<Value> {
        /// Digits of numbers that are read.
        const MOST: usize = 15;
        let rest = self.rest();
        let len = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let literal = &rest[..len];
        self.at += len;
        // What would go on a number is no mark behind a value.
        match literal.as_bytes() {
            b"null" => Some(Value::Null),
            b"true" | b"false" => Some(Value::Other),
            [b'1'..=b'9', others @ ..] if len <= MOST && others.iter().all(u8::is_ascii_digit) => {
                Some(Value::Number(literal.to_owned()))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::article;
    use crate::input::Fields;
    use crate::input::jsonl::any_article;

    #[test]
    fn what_is_plain_is_read_as_by_the_reader_of_all_json_and_the_rest_is_left_to_it() {
        let fields =
            Fields { id: None, text: vec!["text".to_owned(), "lead".to_owned()], keep: vec!["n".to_owned()] };
        let plain = [
            r#"{"id": "a", "text": "Một\nhai \"ba\"\\\/\t\r", "n": 12}"#,
            " {\t\"x\":true , \"text\":\"\",\"id\":123456789012345,\"n\":\"\\n\"}\r",
            r#"{"lead":null,"text":"ă","n":false,"n":null,"text":"â"}"#,
        ];
        for json in plain {
            let (read, any) = (article(json, &fields).expect(json), any_article(json, &fields).unwrap());
            assert_eq!((read.id, read.text, read.kept), (any.id, any.text, any.kept), "{json}");
        }
        let others = [
            "",
            "{",
            "{}",
            "[]",
            "{\"a\":1",
            "{\"a\":1}}",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{\"a\":}",
            "{\"a\":01}",
            "{\"a\":1.5}",
            "{\"a\":1e5}",
            "{\"a\":-1}",
            "{\"a\":0}",
            "{\"a\":1234567890123456}",
            "{\"a\":[1]}",
            "{\"a\":\"\\u0041\"}",
            "{\"\\n\":1}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\t\"}",
            "{\"a\":\"b}",
            "{\"a\":\"\\\"}",
            "{\"a\":nul}",
            "{\"a\":truee}",
            "{a:1}",
            "{\"a\":1}\u{a0}",
            "{,}",
            "{\"a\":\"\\b\"}",
        ];
        for json in others {
            assert!(article(json, &fields).is_none(), "{json}");
        }
    }
}

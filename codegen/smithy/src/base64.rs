//! Base64, of which blobs are made in models.

/// The bytes of standard base64, padding optional. Errors are worded as the reference implementation words them.
///
/// # Errors
/// When it is not base64.
pub fn decode(text: &str) -> Result<Vec<u8>, String> {
    let text = text.as_bytes();
    if text.len() == 1 {
        return Err("Input byte[] should at least have 2 bytes for base64 bytes".into());
    }
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0_u32, 0_u32);
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        at += 1;
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => {
                // Two characters need two signs of padding, three one; none is due after four.
                let second = held == 12 && text.get(at) != Some(&b'=');
                if held == 0 || second {
                    return Err("Input byte array has wrong 4-byte ending unit".into());
                }
                at += usize::from(held == 12);
                break;
            }
            other => return Err(format!("Illegal base64 character {other:x}")),
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held == 24 {
            bytes.extend_from_slice(&bits.to_be_bytes()[1..]);
            (bits, held) = (0, 0);
        }
    }
    match held {
        6 => return Err("Last unit does not have enough valid bits".into()),
        12 => bytes.extend_from_slice(&(bits >> 4).to_be_bytes()[3..]),
        18 => bytes.extend_from_slice(&(bits >> 2).to_be_bytes()[2..]),
        _ => {}
    }
    if at < text.len() {
        return Err(format!("Input byte array has incorrect ending byte at {}", at + 1));
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn decoded() {
        for (text, expected) in [
            ("", Ok(&b""[..])),
            ("TWFu", Ok(b"Man")),
            ("TWE=", Ok(b"Ma")),
            ("TQ==", Ok(b"M")),
            ("TWE", Ok(b"Ma")),
            ("TQ", Ok(b"M")),
            ("TQ=", Err("Input byte array has wrong 4-byte ending unit")),
            ("ABCD=", Err("Input byte array has wrong 4-byte ending unit")),
            ("TWE=x", Err("Input byte array has incorrect ending byte at 5")),
            ("TWF", Ok(b"Ma")),
            ("T", Err("Input byte[] should at least have 2 bytes for base64 bytes")),
            ("TWFuT", Err("Last unit does not have enough valid bits")),
            ("T?", Err("Illegal base64 character 3f")),
        ] {
            assert_eq!(decode(text), expected.map(<[u8]>::to_vec).map_err(str::to_owned), "{text}");
        }
    }
}

//! A server behind an address: what it answers to each request.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

/// A request that came.
#[derive(Debug, Clone)]
pub(crate) struct Heard {
    /// The request line and the headers, in small letters.
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Heard {
    /// The id of the request in it.
    pub(crate) fn id(&self) -> u64 {
        serde_json::from_str::<serde_json::Value>(&self.body).unwrap()["id"].as_u64().unwrap()
    }

    pub(crate) fn is(&self, method: &str) -> bool {
        self.body.contains(&format!("\"method\":\"{method}\""))
    }

    /// An answer with this result.
    pub(crate) fn result(&self, result: &str) -> String {
        json(&format!("{{\"jsonrpc\": \"2.0\", \"id\": {}, \"result\": {result}}}", self.id()))
    }
}

/// A whole response of JSON.
pub(crate) fn json(body: &str) -> String {
    response("200 OK", "content-type: application/json\r\n", body)
}

/// A whole response.
pub(crate) fn response(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// The address of a server that answers like this, and what it hears.
pub(crate) fn listen(
    answer: impl Fn(&Heard, &mut TcpStream) -> String + Send + 'static,
) -> (String, Receiver<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/mcp", listener.local_addr().unwrap());
    let (said, heard) = channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let request = read(&stream);
            // A test may be over before its server is.
            let _ = said.send(request.clone());
            let text = answer(&request, &mut stream);
            let _ = stream.write_all(text.as_bytes());
        }
    });
    (address, heard)
}

fn read(stream: &TcpStream) -> Heard {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") && reader.read_line(&mut head).unwrap() > 0 {}
    let head = head.to_ascii_lowercase();
    let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    Heard { head, body: String::from_utf8(body).unwrap() }
}

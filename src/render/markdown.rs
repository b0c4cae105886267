//! A Markdown page for a terminal: headings in bold, prose wrapped, code indented. In a pipe a page
//! stays Markdown.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::terminal::{Style, Terminal};
use super::wrap::{self, PROSE};

/// How far code is indented.
const CODE_INDENT: &str = "    ";

/// The page as it is read in a terminal.
pub(super) fn for_terminal(page: &str, terminal: Terminal) -> String {
    let mut writer = Writer { terminal, out: String::new(), text: String::new(), link: None };
    for event in Parser::new(page) {
        writer.event(event);
    }
    format!("{}\n", writer.out.trim_end())
}

struct Writer {
    terminal: Terminal,
    out: String,
    /// The text of the block that is open.
    text: String,
    /// The address of the link that is open, where it leads out of the pages.
    link: Option<String>,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.link = dest_url.contains("://").then(|| dest_url.into_string());
            }
            Event::Start(_) => {}
            Event::End(end) => self.end(end),
            Event::Text(text) => self.text.push_str(&text),
            Event::Code(code) => {
                let code = self.terminal.paint(Style::Note, &code);
                self.text.push_str(&format!("`{code}`"));
            }
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.block("---"),
            Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.text.push_str(&text),
            Event::TaskListMarker(done) => self.text.push_str(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn end(&mut self, end: TagEnd) {
        match end {
            TagEnd::Heading(_) => {
                let text = self.terminal.paint(Style::Strong, &self.take_text());
                self.block(&text);
            }
            TagEnd::CodeBlock => self.code(),
            TagEnd::Item => self.item(),
            TagEnd::Link => {
                let address = self.link.take().map(|address| format!(" ({address})"));
                self.text.push_str(&address.unwrap_or_default());
            }
            TagEnd::List(_) => self.out.push('\n'),
            TagEnd::Paragraph | TagEnd::HtmlBlock => {
                let text = self.take_text();
                let lines = wrap::lines(&text, self.terminal.prose_width());
                self.block(&lines.join("\n"));
            }
            _ => {}
        }
    }

    fn take_text(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// A block, with an empty line behind it.
    fn block(&mut self, text: &str) {
        self.out.push_str(&format!("{text}\n\n"));
    }

    fn code(&mut self) {
        let code = self.take_text();
        let painted = |line: &str| match line {
            "" => "\n".to_owned(),
            line => format!("{CODE_INDENT}{}\n", self.terminal.paint(Style::Note, line)),
        };
        let lines: String = code.lines().map(painted).collect();
        self.out.push_str(&format!("{lines}\n"));
    }

    /// An item of a list; one that holds paragraphs has been written as them.
    fn item(&mut self) {
        let text = self.take_text();
        if !text.is_empty() {
            self.out.push_str(&wrap::paragraph(&text, "- ", "  ", self.terminal, PROSE));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# a-lint\n\nA sentence with `some code` and [a page](other.md)\nthat is \
         wrapped, see [this](https://example.com).\n\n## Avoid\n\n```mcpol\nallow a {\n\n    b\n}\n```\n\n\
         - one of the items is so long that it doesn't fit\n- two\n\nEnd.\n";

    #[test]
    fn a_page_is_laid_out_for_the_terminal() {
        let terminal = Terminal { columns: Some(40), ..Terminal::PIPE };
        insta::assert_snapshot!(for_terminal(PAGE, terminal), @r"
        a-lint

        A sentence with `some code` and a page
        that is wrapped, see this
        (https://example.com).

        Avoid

            allow a {

                b
            }

        - one of the items is so long that it
          doesn't fit
        - two

        End.
        ");
    }

    #[test]
    fn headings_are_bold_and_code_has_a_colour() {
        let page =
            for_terminal(PAGE, Terminal { has_color: true, columns: Some(80), ..Terminal::PIPE });
        assert!(page.starts_with("\x1b[1ma-lint\x1b[0m\n"), "{page}");
        assert!(page.contains("`\x1b[36msome code\x1b[0m`"), "{page}");
    }

    #[test]
    fn every_page_keeps_its_words() {
        let terminal = Terminal { columns: Some(60), ..Terminal::PIPE };
        for name in crate::pages::names() {
            let page = crate::pages::page(name).unwrap();
            let shown = for_terminal(page, terminal);
            let prose =
                page.lines().filter(|line| !line.starts_with("```") && !line.contains("]("));
            for word in prose.flat_map(|line| line.split(|it: char| !it.is_alphanumeric())) {
                assert!(shown.contains(word), "{name}: {word}\n{shown}");
            }
        }
    }
}

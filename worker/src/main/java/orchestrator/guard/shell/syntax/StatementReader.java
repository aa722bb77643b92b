package orchestrator.guard.shell.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import orchestrator.guard.shell.syntax.Statement.Background;
import orchestrator.guard.shell.syntax.Statement.Either;
import orchestrator.guard.shell.syntax.Statement.Not;
import orchestrator.guard.shell.syntax.Statement.Pipeline;
import orchestrator.guard.shell.syntax.Statement.Redirected;
import orchestrator.guard.shell.syntax.Statement.Sequence;

/** Reads lists, pipelines and what they are made of. */
final class StatementReader {
    private static final Set<String> CLOSING = Set.of("then", "do", "done", "fi", "elif", "else", "esac", "}");

    private final ShellCursor cursor;
    private final HereDocuments documents;
    private final SimpleReader simple;
    private final CompoundReader compound;

    StatementReader(ShellCursor cursor) {
        this.cursor = cursor;
        this.documents = new HereDocuments(cursor);
        WordReader words = new WordReader(cursor);
        this.simple = new SimpleReader(cursor, words, documents);
        this.compound = new CompoundReader(cursor, words, this);
    }

    /** All of the text. */
    Statement whole() {
        Statement found = nestedList();
        if (cursor.peek() != ShellCursor.END) throw cursor.unreadable("it goes on after its end");
        return found;
    }

    /** Up to a closing parenthesis or the end of the text, which is not taken. */
    Statement nestedList() {
        Statement found = list();
        if (!documents.isEmpty()) throw cursor.unreadable("a here-document has no text");
        String keyword = keyword();
        if (!keyword.isEmpty()) throw cursor.unreadable(ShellCursor.shown(keyword) + " stands in an odd place");
        return found;
    }

    /** At least one command; used between keywords. */
    Statement body(String what) {
        Sequence found = list();
        if (found.statements().isEmpty()) throw cursor.unreadable(what + " is empty");
        return found;
    }

    /** Of a branch of {@code case}; may be empty. */
    Statement caseBody() {
        return list();
    }

    private Sequence list() {
        List<Statement> statements = new ArrayList<>();
        while (true) {
            skipLines();
            if (isAtEnd()) break;
            Statement statement = either();
            cursor.skipBlanks();
            int next = cursor.peek();
            if (next == '&') {
                cursor.next();
                statement = new Background(statement);
            }
            statements.add(statement);
            if (next == '&') continue;
            if (next == ';' && cursor.peekSecond() != ';' && cursor.peekSecond() != '&') cursor.next();
            else if (next != '\n') break;
        }
        return new Sequence(statements);
    }

    /** Takes ends of lines, with the here-documents behind them. */
    void skipLines() {
        while (true) {
            cursor.skipBlanks();
            if (cursor.peek() != '\n') return;
            cursor.next();
            if (cursor.openDocuments() > 0) documents.read();
        }
    }

    private boolean isAtEnd() {
        int next = cursor.peek();
        if (next == ShellCursor.END || next == ')') return true;
        return next == ';' && (cursor.peekSecond() == ';' || cursor.peekSecond() == '&') || CLOSING.contains(keyword());
    }

    /** The plain text up to the end of a word, without taking it; empty if something in it is not plain. */
    String keyword() {
        cursor.peek();
        int end = cursor.at();
        while (end < cursor.text().length()
                && !WordReader.endsWord(cursor.text().charAt(end))) end++;
        String word = cursor.text().substring(cursor.at(), end);
        return word.chars().anyMatch(each -> "'\"\\$`".indexOf(each) >= 0) ? "" : word;
    }

    private Statement either() {
        Statement found = pipeline();
        while (true) {
            cursor.skipBlanks();
            boolean isAnd = cursor.startsWith("&&");
            if (!isAnd && !cursor.startsWith("||")) return found;
            cursor.moveTo(cursor.at() + 2);
            skipLines();
            found = new Either(found, isAnd, pipeline());
        }
    }

    private Statement pipeline() {
        cursor.skipBlanks();
        String keyword = keyword();
        if (keyword.equals("time")) {
            int start = cursor.base() + cursor.at();
            takeKeyword("time");
            // Tree-sitter takes the brace for an argument.
            if (keyword().equals("{")) cursor.readings().blank(start, start + "time".length(), ' ');
            cursor.skipBlanks();
            if (keyword().equals("-p")) cursor.moveTo(cursor.at() + 2);
            cursor.skipBlanks();
            markKeyword();
            return WordReader.endsWord(cursor.peek()) && cursor.peek() != '(' ? new Sequence(List.of()) : pipeline();
        }
        if (keyword.equals("!")) {
            takeKeyword("!");
            if (cursor.peek() == '(') throw cursor.unreadable("'!(' may be a pattern");
            return new Not(pipeline());
        }
        List<Statement> commands = new ArrayList<>(List.of(command()));
        while (true) {
            cursor.skipBlanks();
            if (cursor.peek() != '|' || cursor.peekSecond() == '|') break;
            if (!cursor.take("|&")) cursor.take("|");
            skipLines();
            commands.add(command());
        }
        return commands.size() == 1 ? commands.get(0) : new Pipeline(commands);
    }

    private void takeKeyword(String keyword) {
        markKeyword();
        cursor.moveTo(cursor.at() + keyword.length());
        cursor.skipBlanks();
        markKeyword();
    }

    /** Tree-sitter may see a command here, or none. */
    void markKeyword() {
        cursor.readings().keyword(cursor.base() + cursor.at());
    }

    Statement command() {
        cursor.skipBlanks();
        cursor.enter();
        Statement found = compound.tryRead();
        if (found == null) {
            found = simple.read();
        } else {
            List<Redirect> redirects = simple.redirects();
            if (!redirects.isEmpty()) found = new Redirected(found, redirects);
        }
        cursor.leave();
        return found;
    }
}

package orchestrator.guard.shell.syntax;

import java.util.Set;
import org.treesitter.TSLanguage;
import org.treesitter.TSNode;
import org.treesitter.TSSymbolType;
import org.treesitter.TreeSitterBash;

/** The allow-list of tree-sitter-bash's nodes, by number of their symbol since names are slow to get. */
final class Kinds {
    static final int KNOWN = 1;
    static final int NAMED = 2;
    static final int COMMAND = 4;
    static final int TEXT = 8;
    static final int LEAF = 16;

    private static final Set<String> KINDS = Set.of(
            "program",
            "redirected_statement",
            "for_statement",
            "c_style_for_statement",
            "while_statement",
            "do_group",
            "if_statement",
            "elif_clause",
            "else_clause",
            "case_statement",
            "case_item",
            "function_definition",
            "compound_statement",
            "subshell",
            "pipeline",
            "list",
            "negated_command",
            "test_command",
            "declaration_command",
            "unset_command",
            "command",
            "command_name",
            "variable_assignment",
            "variable_assignments",
            "subscript",
            "file_redirect",
            "heredoc_redirect",
            "heredoc_start",
            "heredoc_body",
            "heredoc_end",
            "heredoc_content",
            "herestring_redirect",
            "file_descriptor",
            "binary_expression",
            "ternary_expression",
            "unary_expression",
            "postfix_expression",
            "parenthesized_expression",
            "word",
            "test_operator",
            "regex",
            "extglob_pattern",
            "string",
            "string_content",
            "raw_string",
            "translated_string",
            "ansi_c_string",
            "number",
            "expansion",
            "simple_expansion",
            "command_substitution",
            "process_substitution",
            "arithmetic_expansion",
            "brace_expression",
            "concatenation",
            "array",
            "variable_name",
            "special_variable_name",
            "comment");
    private static final Set<String> COMMANDS =
            Set.of("command_name", "declaration_command", "unset_command", "test_command");
    /** Within these, what no node covers is text and not blanks between tokens. */
    private static final Set<String> TEXTS = Set.of("string", "heredoc_body", "expansion", "regex", "concatenation");

    private static final Set<String> LEAVES = Set.of(
            "word",
            "string_content",
            "raw_string",
            "ansi_c_string",
            "variable_name",
            "special_variable_name",
            "comment",
            "file_descriptor",
            "heredoc_start",
            "heredoc_end",
            "test_operator",
            "regex",
            "extglob_pattern");

    static final Kinds OF_BASH = new Kinds(new TreeSitterBash());

    private final int[] bySymbol;

    private Kinds(TSLanguage language) {
        bySymbol = new int[language.symbolCount()];
        for (int symbol = 0; symbol < bySymbol.length; symbol++)
            bySymbol[symbol] = flags(language.symbolName(symbol), language.symbolType(symbol));
    }

    private static int flags(String name, TSSymbolType type) {
        if (type != TSSymbolType.TSSymbolTypeRegular) return KNOWN;
        int flags = KINDS.contains(name) ? KNOWN | NAMED : NAMED;
        if (COMMANDS.contains(name)) flags |= COMMAND;
        if (TEXTS.contains(name)) flags |= TEXT;
        return LEAVES.contains(name) ? flags | LEAF : flags;
    }

    /** Zero for a node that the list does not know, such as an error. */
    int of(TSNode node) {
        int symbol = node.getSymbol();
        return symbol >= 0 && symbol < bySymbol.length ? bySymbol[symbol] : 0;
    }
}

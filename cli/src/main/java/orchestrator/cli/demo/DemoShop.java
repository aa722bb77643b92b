package orchestrator.cli.demo;

import java.util.Map;

/** The files of the project of {@code orchestrate demo watch}: a shop in three shell scripts, and two mistakes. */
final class DemoShop {
    static final String TEST = "sh test.sh";
    static final String PRICE = "price.sh";
    static final String STOCK = "stock.sh";

    private static final String RIGHT_PRICE = """
            #!/bin/sh
            # price.sh COUNT: the price in cents. Ten or more are ten per cent cheaper.
            price=$(($1 * 50))
            if [ "$1" -ge 10 ]; then price=$((price * 90 / 100)); fi
            echo "$price"
            """;

    private static final String RIGHT_STOCK = """
            #!/bin/sh
            # stock.sh FRUIT: how many there are.
            case $1 in apples) echo 12 ;; pears) echo 7 ;; *) echo 0 ;; esac
            """;

    private static final String TEST_SH = """
            #!/bin/sh
            # Checks price.sh and stock.sh.
            failed=0
            check() {
              if [ "$2" = "$3" ]; then echo "ok: $1"; else echo "FAILED: $1: expected $3, got $2"; failed=1; fi
            }
            check 'one costs 50' "$(sh price.sh 1)" 50
            check 'ten cost 450' "$(sh price.sh 10)" 450
            check 'there are 7 pears' "$(sh stock.sh pears 2>&1)" 7
            exit $failed
            """;

    /** The scripted agent finds it. */
    static final String WRONG_PRICE = RIGHT_PRICE.replace("-ge 10", "-gt 10");

    /** Nobody but the user knows what was in stock.csv. */
    static final String WRONG_STOCK = """
            #!/bin/sh
            # stock.sh FRUIT: how many there are, from stock.csv.
            grep "^$1," stock.csv
            """;

    private DemoShop() {}

    static Map<String, String> files() {
        return Map.of(PRICE, RIGHT_PRICE, STOCK, RIGHT_STOCK, "test.sh", TEST_SH);
    }
}

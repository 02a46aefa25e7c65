// Judges PDF files with veraPDF, one order after the other: a line FLAVOUR TAB FILE TAB FILE... on the standard input.
//
// Prints one line a finding, "number-of-the-file TAB finding", "number TAB" when a file has been judged, and "." at the end
// of an order. FLAVOUR is 3a, 3u, ua1 ..., several joined by commas, or "auto": whatever each file itself claims to be, and
// all of it. However many are asked for, a file is read once. Whoever no longer asks closes the input.

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class Judge {
    static PrintStream out;

    public static void main(String[] arguments) throws Exception {
        out = new PrintStream(System.out, true, "UTF-8");
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        var orders = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            judgeAll(order.split("\t"));
            out.println(".");
        }
    }

    static void judgeAll(String[] order) {
        for (int number = 0; number < order.length - 1; number++) {
            try {
                judge(number, order[0], new File(order[number + 1]));
            } catch (Exception error) {
                say(number, "cannot be read: " + error);
            }
            out.println(number + "\t");
        }
    }

    static void judge(int number, String name, File file) throws Exception {
        try (PDFAParser parser = parser(name, file)) {
            List<PDFAFlavour> flavours = name.equals("auto") ? parser.getFlavours() : flavours(name);
            flavours = flavours.stream().filter(each -> each != PDFAFlavour.NO_FLAVOUR).toList();
            if (flavours.isEmpty()) {
                say(number, "claims to be neither PDF/A nor PDF/UA");
                return;
            }
            // Every check is made and counted; of each rule broken, one example is kept for its words.
            var foundry = Foundries.defaultInstance();
            try (PDFAValidator validator = foundry.createValidator(flavours, 1, false, false, false)) {
                for (ValidationResult result : validator.validateAll(parser)) report(number, result);
            }
        }
    }

    static PDFAParser parser(String name, File file) throws Exception {
        var foundry = Foundries.defaultInstance();
        return name.equals("auto") ? foundry.createParser(file) : foundry.createParser(file, flavours(name).get(0));
    }

    static List<PDFAFlavour> flavours(String names) {
        return Stream.of(names.split(",")).map(Judge::flavour).toList();
    }

    static PDFAFlavour flavour(String name) {
        PDFAFlavour found = PDFAFlavour.byFlavourId(name);
        if (found == PDFAFlavour.NO_FLAVOUR) throw new IllegalArgumentException("no such flavour: " + name);
        return found;
    }

    static void report(int number, ValidationResult result) {
        if (result.isCompliant()) return;
        String flavour = result.getPDFAFlavour().getId();
        var findings = new TreeMap<String, Integer>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() != TestAssertion.Status.FAILED) continue;
            RuleId rule = each.getRuleId();
            String finding = flavour + " " + rule.getClause() + "-" + rule.getTestNumber() + ": " + each.getMessage();
            findings.put(finding, result.getFailedChecks().getOrDefault(rule, 1));
        }
        if (findings.isEmpty()) say(number, flavour + ": not compliant");
        findings.forEach((finding, times) -> say(number, finding + " (" + times + " times)"));
    }

    static void say(int number, String finding) {
        out.println(number + "\t" + finding.replaceAll("\\s+", " "));
    }
}

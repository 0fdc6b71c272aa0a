// SPDX-FileCopyrightText: 2026 Aktei contributors
// SPDX-License-Identifier: EUPL-1.2

import java.io.File;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Asks veraPDF about the files named in a list, one answer line per finding: path, tab, finding. */
public class Judge {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        PDFAFlavour flavour = PDFAFlavour.fromString(arguments[0]);
        PrintStream answers = new PrintStream(arguments[2], "UTF-8");
        for (String path : Files.readAllLines(Path.of(arguments[1]))) {
            for (String finding : findings(path, flavour)) {
                answers.println(path + "\t" + finding.replaceAll("\\s+", " "));
            }
            answers.println(path + "\tJUDGED");
        }
        answers.close();
    }

    private static TreeSet<String> findings(String path, PDFAFlavour flavour) {
        TreeSet<String> findings = new TreeSet<>();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour)) {
            PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
            ValidationResult result = validator.validate(parser);
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                    findings.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                        + ": " + assertion.getMessage() + " @ " + assertion.getLocation().getContext());
                }
            }
            if (!result.isCompliant() && findings.isEmpty()) {
                findings.add("not compliant");
            }
        } catch (Exception error) {
            findings.add("not readable: " + error);
        }
        return findings;
    }
}

import java.io.File;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorDetails;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Judges PDFs by the rules of veraPDF: {@code Judge.java 2a,ua1 FILE...}
 *
 * <p>Prints a line for each file and standard, and one for each broken rule below it. The profiles
 * are read here, because veraPDF's own reader wants a library (JAXB) that Java no longer brings.
 */
public final class Judge {
    private static final Map<String, String> PROFILES =
            Map.of("2a", "PDFA-2A", "2b", "PDFA-2B", "2u", "PDFA-2U", "ua1", "PDFUA-1");
    private static final int BROKEN_MAX = 20;

    private Judge() {}

    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        for (String standard : arguments[0].split(",")) {
            PDFAFlavour flavour = PDFAFlavour.fromString(standard);
            ValidationProfile profile = profile(flavour, PROFILES.get(standard));
            for (int at = 1; at < arguments.length; at++) {
                judge(new File(arguments[at]), standard, flavour, profile);
            }
        }
    }

    private static void judge(
            File file, String standard, PDFAFlavour flavour, ValidationProfile profile)
            throws Exception {
        var foundry = Foundries.defaultInstance();
        try (PDFAParser parser = foundry.createParser(file, flavour);
                PDFAValidator validator =
                        foundry.createValidator(profile, BROKEN_MAX, false, false, false)) {
            ValidationResult result = validator.validate(parser);
            String verdict = result.isCompliant() ? "meets" : "breaks";
            System.out.printf("%s %s %s%n", file.getName(), verdict, standard);
            for (TestAssertion broken : result.getTestAssertions()) {
                RuleId rule = broken.getRuleId();
                System.out.printf(
                        "  %s-%d %s at %s%n",
                        rule.getClause(),
                        rule.getTestNumber(),
                        broken.getMessage(),
                        broken.getLocation().getContext());
            }
        }
    }

    private static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
        String path = "/org/verapdf/pdfa/validation/" + name + ".xml";
        Element root;
        try (InputStream xml = PDFAFlavour.class.getResourceAsStream(path)) {
            var reader = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            root = reader.parse(xml).getDocumentElement();
        }
        Set<Rule> rules = new LinkedHashSet<>();
        for (Element rule : children(child(root, "rules"))) {
            rules.add(rule(rule));
        }
        Set<Variable> variables = new LinkedHashSet<>();
        for (Element variable : children(child(root, "variables"))) {
            variables.add(
                    Profiles.variableFromValues(
                            variable.getAttribute("name"),
                            variable.getAttribute("object"),
                            text(variable, "defaultValue"),
                            text(variable, "value")));
        }
        var details = Profiles.profileDetailsFromValues(name, "", "", new Date(0));
        return Profiles.profileFromValues(flavour, details, "", rules, variables);
    }

    private static Rule rule(Element rule) {
        Element id = child(rule, "id");
        var specification = PDFAFlavour.Specification.valueOf(id.getAttribute("specification"));
        int number = Integer.parseInt(id.getAttribute("testNumber"));
        RuleId ruleId =
                Profiles.ruleIdFromValues(specification, id.getAttribute("clause"), number);
        Boolean deferred =
                rule.hasAttribute("deferred")
                        ? Boolean.valueOf(rule.getAttribute("deferred"))
                        : null;
        ErrorDetails error =
                Profiles.errorFromValues(text(child(rule, "error"), "message"), List.of());
        return Profiles.ruleFromValues(
                ruleId,
                rule.getAttribute("object"),
                deferred,
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                error,
                List.of());
    }

    private static Element child(Element of, String name) {
        return children(of).stream()
                .filter(child -> child.getTagName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String text(Element of, String name) {
        Element child = child(of, name);
        return child == null ? "" : child.getTextContent();
    }

    private static List<Element> children(Element of) {
        List<Element> found = new ArrayList<>();
        Node node = of == null ? null : of.getFirstChild();
        for (; node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }
}

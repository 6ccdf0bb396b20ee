// Answers SPARQL with Apache Jena: a query as a JSON string a line in, its SPARQL 1.1 JSON results a line out.
// java -cp 'FOLDER_OF_JARS/*' Jena.java FILE.ttl
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.jena.atlas.json.JSON;
import org.apache.jena.atlas.json.JsonObject;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSetFormatter;
import org.apache.jena.rdf.model.Model;
import org.apache.jena.riot.RDFDataMgr;

public class Jena {
    public static void main(String[] arguments) throws Exception {
        Model model = RDFDataMgr.loadModel(arguments[0]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            String query = JSON.parse("{\"query\": " + line + "}").get("query").getAsString().value();
            out.println(answer(model, query));
        }
    }

    private static String answer(Model model, String query) {
        try (QueryExecution execution = QueryExecutionFactory.create(query, model)) {
            ByteArrayOutputStream results = new ByteArrayOutputStream();
            ResultSetFormatter.outputAsJSON(results, execution.execSelect());
            return results.toString(StandardCharsets.UTF_8).replace("\n", " ");
        } catch (RuntimeException wrong) {
            JsonObject error = new JsonObject();
            error.put("error", String.valueOf(wrong));
            return error.toString().replace("\n", " ");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerCommandTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "vllm serve m --api-key s3 --port 1,vllm serve m --api-key *** --port 1",
        "vllm serve m --api-key=s3,vllm serve m --api-key=***",
        "x --api_key 's 3' -p 1,x --api_key *** -p 1",
        "x --hf-token \"s 3\",x --hf-token ***",
        "x --ssl.password s3,x --ssl.password ***",
        "vllm serve m --tokenizer t --max-num-batched-tokens 5,vllm serve m --tokenizer t --max-num-batched-tokens 5",
        "x --api-key-env NAME,x --api-key-env NAME",
      })
  void secretsAreNotShown(String command, String shown) {
    assertThat(ServerCommand.masked(command)).isEqualTo(shown);
  }
}

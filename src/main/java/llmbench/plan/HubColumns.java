// SPDX-License-Identifier: Apache-2.0
package llmbench.plan;

import org.jspecify.annotations.Nullable;

/**
 * Columns of a set that vLLM does not know, each a path of names and numbers such as {@code
 * conversations.0.value}.
 *
 * @param prompt the text that is asked; null where {@code messages} hold it
 * @param completion a text whose length is the answer's; null for none
 * @param system a text that precedes the prompt; null for none
 * @param image an image; null for none
 * @param messages a chat, as it is sent; null for none
 * @param reference what a right answer is; null for none
 */
public record HubColumns(
    @Nullable String prompt,
    @Nullable String completion,
    @Nullable String system,
    @Nullable String image,
    @Nullable String messages,
    @Nullable String reference) {}

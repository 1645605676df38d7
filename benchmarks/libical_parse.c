/*
 * The peer of the reading benchmark: each file named is read into memory, parsed by libical, counted and freed; no
 * expansion, no limits, one process. Prints the number of components.
 */
#include <stdio.h>
#include <stdlib.h>

#include <libical/ical.h>

static char *read_file(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	if (!file)
		return NULL;
	if (fseek(file, 0, SEEK_END) == 0) {
		long size = ftell(file);
		rewind(file);
		bytes = size >= 0 ? malloc((size_t)size + 1) : NULL;
		if (bytes)
			bytes[fread(bytes, 1, (size_t)size, file)] = '\0';
	}
	fclose(file);
	return bytes;
}

int main(int argc, char **argv)
{
	long components = 0;
	for (int i = 1; i < argc; i++) {
		char *bytes = read_file(argv[i]);
		icalcomponent *root = bytes ? icalparser_parse_string(bytes) : NULL;
		if (!root) {
			fprintf(stderr, "%s: cannot be read\n", argv[i]);
			return 1;
		}
		components += icalcomponent_count_components(root, ICAL_ANY_COMPONENT);
		icalcomponent_free(root);
		free(bytes);
	}
	printf("%ld\n", components);
	return 0;
}
